package io.sisom.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Goes through all that scoring on an NVIDIA GPU needs, from the driver to a product on the card,
 * and ends in what to install where something is missing. Nothing here throws for a machine without
 * a GPU.
 */
public final class GpuCheckup {
  /** The one path that is supported: what DJL's JNI library is built for. */
  private static final String TORCH = "torch 2.7.1+cu128";

  private static final String DRIVER_HELP =
      "install NVIDIA's driver (nvidia-smi then lists the card); in a container start it with"
          + " docker run --gpus all and NVIDIA's container toolkit";

  private final GpuSigns signs;
  private final Map<String, String> environment;

  /**
   * Of a machine.
   *
   * @param environment of this process
   */
  GpuCheckup(GpuSigns signs, Map<String, String> environment) {
    this.signs = signs;
    this.environment = environment;
  }

  /** What was found here, in the order in which one thing needs the other. */
  public static List<GpuFinding> here() {
    return new GpuCheckup(GpuSigns.here(), System.getenv()).findings();
  }

  /** Whether a GPU can be used. */
  public static boolean isUsable(List<GpuFinding> findings) {
    return findings.stream().noneMatch(one -> one.state() == GpuFinding.State.MISSING);
  }

  List<GpuFinding> findings() {
    List<GpuFinding> all = new ArrayList<>();
    all.add(
        signs
            .driver()
            .map(text -> GpuFinding.found("driver", text))
            .orElseGet(() -> GpuFinding.missing("driver", "none: " + DRIVER_HELP)));
    all.add(
        signs.cards().isEmpty()
            ? GpuFinding.missing("card", "no /dev/nvidia0: " + DRIVER_HELP)
            : GpuFinding.found("card", String.join(", ", signs.cards())));
    all.add(runtime());
    try {
      EngineSettings.apply();
      Engine engine = Engine.getEngine(EngineSettings.ENGINE);
      all.add(torch(engine));
      all.add(jni(engine));
      all.addAll(devices(engine));
    } catch (EngineException | UnsatisfiedLinkError e) {
      all.add(GpuFinding.missing("PyTorch", "cannot be loaded: " + reason(e) + "; " + torchHelp()));
    }
    return all;
  }

  private static GpuFinding runtime() {
    return GpuSigns.cudaRuntime()
        .map(file -> GpuFinding.found("CUDA runtime", file + cudaVersion()))
        .orElseGet(
            () ->
                GpuFinding.missing(
                    "CUDA runtime",
                    "the loader finds no libcudart.so, so no GPU is counted: link the one beside"
                        + " PyTorch (nvidia/cuda_runtime/lib/libcudart.so.12) as"
                        + " /usr/local/lib/libcudart.so and run ldconfig, or put its folder into"
                        + " LD_LIBRARY_PATH"));
  }

  private static String cudaVersion() {
    try {
      int version = CudaUtils.getCudaVersion();
      return ", version " + version / 1000 + "." + version / 10 % 100;
    } catch (RuntimeException e) {
      return ", which does not say its version: " + reason(e);
    }
  }

  private GpuFinding torch(Engine engine) {
    Path folder = Path.of(LibUtils.getLibtorchPath());
    boolean cuda = Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
    boolean given = environment.containsKey("PYTORCH_LIBRARY_PATH");
    String text =
        "%s for %s, from %s (%s)"
            .formatted(
                engine.getVersion(),
                cuda ? environment.getOrDefault("PYTORCH_FLAVOR", "CUDA") : "CPUs",
                folder,
                given ? "PYTORCH_LIBRARY_PATH" : "the jar on the class path");
    if (!cuda) {
      return GpuFinding.missing("PyTorch", text + "; " + torchHelp());
    }
    return engine.hasCapability("CUDA")
        ? GpuFinding.found("PyTorch", text)
        : GpuFinding.missing("PyTorch", text + ", which finds no card it can use; " + DRIVER_HELP);
  }

  private static String torchHelp() {
    return "install "
        + TORCH
        + " and set PYTORCH_LIBRARY_PATH to its torch/lib, PYTORCH_VERSION=2.7.1 and"
        + " PYTORCH_FLAVOR=cu128 (docs/operations.md), or use ops/image/Dockerfile.cuda";
  }

  private static GpuFinding jni(Engine engine) {
    Optional<String> version = jniVersion();
    return version.isPresent() && version.get().startsWith(engine.getVersion() + "-")
        ? GpuFinding.found("DJL's JNI", version.get())
        : GpuFinding.missing(
            "DJL's JNI",
            version.orElse("none on the class path")
                + ", which does not fit PyTorch "
                + engine.getVersion()
                + "; use "
                + TORCH);
  }

  private static Optional<String> jniVersion() {
    ClassLoader loader = GpuCheckup.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream("jnilib/pytorch.properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("jni_version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<GpuFinding> devices(Engine engine) {
    List<GpuFinding> found = new ArrayList<>();
    int gpus = engine.hasCapability("CUDA") ? engine.getGpuCount() : 0;
    for (int i = 0; i < gpus; i++) {
      MemoryUsage memory = CudaUtils.getGpuMemory(Device.gpu(i));
      found.add(
          GpuFinding.found(
              "gpu:" + i,
              "compute capability %s, %d of %d MiB in use"
                  .formatted(
                      CudaUtils.getComputeCapability(i),
                      memory.getUsed() >> 20,
                      memory.getMax() >> 20)));
      found.add(new GpuTrial(Device.gpu(i)).precision(environment));
      found.add(new GpuTrial(Device.gpu(i)).copies());
    }
    if (gpus == 0) {
      found.add(GpuFinding.missing("gpu", "none that can be used: see above"));
    }
    return found;
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
