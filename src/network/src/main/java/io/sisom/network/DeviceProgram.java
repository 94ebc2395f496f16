package io.sisom.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.sisom.method.FrameShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a device beside a bundle's network: {@code device.pt}, made by {@code
 * ops/exporter/sisom_device.py}, whose comments say what each method does. A CPU runs the same; its
 * memory is not pinned, and nothing is left under way there when a method returns. Safe to share.
 */
final class DeviceProgram implements AutoCloseable {
  private static final String FILE = "device.pt";
  private static final int MAX_BYTES = 1 << 20;
  private static final String SHA256 =
      "7537780f87d48935e4e2cdc08bcf1eaf8666be34f3cd20b36c3bd965ec0f3183";

  private final Model model;
  private final PtSymbolBlock block;
  private final boolean gpu;

  private DeviceProgram(Model model, PtSymbolBlock block, boolean gpu) {
    this.model = model;
    this.block = block;
    this.gpu = gpu;
  }

  /** Loads it. */
  static DeviceProgram on(Device device) {
    EngineSettings.apply();
    Model model = Model.newInstance("sisom-device", device, EngineSettings.ENGINE);
    try (InputStream file = DeviceProgram.class.getResourceAsStream(FILE)) {
      model.load(new ByteArrayInputStream(verified(file)));
      PtSymbolBlock block = (PtSymbolBlock) model.getBlock();
      JniUtils.enableInferenceMode(block);
      return new DeviceProgram(model, block, device.isGpu());
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalStateException(FILE + " cannot be loaded on " + device, e);
    }
  }

  /**
   * The file, which is code and is not loaded unless it is the one that was built in.
   *
   * @throws IllegalStateException where it is missing or another
   */
  static byte[] verified(@Nullable InputStream in) throws IOException {
    if (in == null) {
      throw new IllegalStateException(FILE + " is not beside the program's classes");
    }
    byte[] file = in.readNBytes(MAX_BYTES);
    try {
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
      if (!hash.equals(SHA256)) {
        throw new IllegalStateException(FILE + " is not the one this program was built with");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    return file;
  }

  /** Owns what lives as long as this. */
  NDManager manager() {
    return model.getNDManager();
  }

  /** Bytes on the host, pinned for a GPU. */
  NDArray memory(NDManager into, int size) {
    return one(into, "memory", IValue.from((long) size), IValue.from(gpu));
  }

  /** Floats on the host, pinned for a GPU. */
  NDArray numbers(NDManager into, int size) {
    return one(into, "numbers", IValue.from((long) size), IValue.from(gpu));
  }

  /** Starts the copy of frames to the device of {@code like}. */
  NDArray upload(NDManager into, NDArray memory, NDArray like, int frames, FrameShape shape) {
    return one(
        into,
        "upload",
        TorchCalls.of(memory),
        TorchCalls.of(like),
        IValue.from((long) frames),
        IValue.from((long) shape.channels()),
        IValue.from((long) shape.height()),
        IValue.from((long) shape.width()));
  }

  /** Starts the copy of a result to the host; reading what comes back waits for it. */
  NDArray download(NDManager into, NDArray packed, NDArray numbers) {
    return one(into, "download", TorchCalls.of(packed), TorchCalls.of(numbers));
  }

  /** Matrices side by side. */
  NDArray pack(NDManager into, List<NDArray> parts) {
    return one(into, "pack", TorchCalls.of(parts));
  }

  /** One result of a method. */
  NDArray one(NDManager into, String method, IValue... arguments) {
    return TorchCalls.run(block, method, into, arguments).singletonOrThrow();
  }

  @Override
  public void close() {
    model.close();
  }
}
