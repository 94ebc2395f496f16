package io.sisom.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.SettingType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where and how to compute, as asked for; {@link #placement} says what it comes to on this machine.
 */
@SettingGroup("Device")
public record DeviceConfig(
    @Setting(key = "device", value = "auto", type = DeviceName.class)
        @Meaning(
            "Where the network runs: auto takes the first GPU and the CPU where there is"
                + " none. A scorer takes several, as in gpu:0,gpu:1, and gives each batch to"
                + " the one that has room; everything else takes the first.")
        String device,
    @Setting(key = "precision", value = "float32")
        @Meaning(
            "Numbers the network runs in: float32, the same on any device; on a GPU tf32,"
                + " float32 whose convolutions cut their inputs to ten bits, which PyTorch takes"
                + " by itself and is faster; float16 or bfloat16 with a bundle that has it, which"
                + " are faster still. The trainer and the scorers should have the same: the"
                + " default is float32 because p-values then do not move where one has a GPU and"
                + " another none (tf32 and float16 moved them by 0.005 to 0.013).")
        Precision precision,
    @Setting(key = "device.threads", value = "0", min = 0, max = 1024)
        @Meaning(
            "Threads among which PyTorch divides one operation on a CPU; 0: a scorer times"
                + " the network when it loads it and takes what lets most frames through beside"
                + " Kafka's own work, and everything else takes all processors.")
        int threads,
    @Setting(key = "device.distances", value = "auto")
        @Meaning(
            "Where a scorer looks for the nearest known frames: device lists the few that may be"
                + " nearest on the network's device and measures these in Java, cpu searches in"
                + " Java, auto times both on a GPU when a version is loaded and is cpu on a CPU. All"
                + " give the same distances to the last bit.")
        DistancePlace distances) {
  private static final Logger log = LoggerFactory.getLogger(DeviceConfig.class);

  /** What a device is called. */
  static final class DeviceName implements SettingType<String> {
    private static final int MAX_DEVICES = 16;
    private static final String ONE = "(cpu|gpu:\\d{1,3})";
    private static final String NAMES = "auto|" + ONE + "(," + ONE + ")*";

    @Override
    public String read(String text) {
      if (!text.matches(NAMES) || text.split(",", -1).length > MAX_DEVICES) {
        throw new IllegalArgumentException("no device's name");
      }
      return text;
    }

    @Override
    public String accepted() {
      return "auto, cpu or gpu:N; or cpu and gpu:N up to " + MAX_DEVICES + " times, with commas";
    }
  }

  /**
   * What this comes to here; the first device where there are several.
   *
   * @throws SettingException where a GPU is asked for that this machine does not have, or a
   *     precision that the device does not have; there is no silent fallback
   */
  public Placement placement() {
    return placements().get(0);
  }

  /**
   * The same for each device, at least one.
   *
   * @throws SettingException as {@link #placement()}
   */
  public List<Placement> placements() {
    EngineSettings.apply();
    return Arrays.stream(device.split(",", -1)).map(this::placement).toList();
  }

  private Placement placement(String name) {
    Device found = found(name);
    if (found.isGpu()) {
      GpuArithmetic.set(precision, found, System.getenv());
    } else if (!precision.onCpu()) {
      throw new SettingException(
          "precision",
          precision.key(),
          (precision == Precision.FLOAT16 ? "half precision" : precision.key())
              + " is for GPUs and the device is a CPU; use float32, or set device to a GPU");
    }
    return new Placement(found, precision, EngineThreads.of(threads), distances);
  }

  private Device found(String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    Engine engine = Engine.getEngine(EngineSettings.ENGINE);
    int gpus = engine.hasCapability("CUDA") ? engine.getGpuCount() : 0;
    if (name.equals("auto")) {
      if (gpus == 0) {
        warnOfIdleCard(GpuSigns.here());
      }
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    int index = Integer.parseInt(name.substring("gpu:".length()));
    if (index >= gpus) {
      throw new SettingException(
          "device",
          device,
          "PyTorch sees "
              + gpus
              + " GPU(s) here; use auto, cpu or a lower number; sisom doctor gpu says what is"
              + " missing");
    }
    return Device.gpu(index);
  }

  /** A card that nobody uses is worth a line; a machine without one is not. */
  private static void warnOfIdleCard(GpuSigns signs) {
    signs
        .words()
        .ifPresent(
            card ->
                log.atWarn()
                    .addKeyValue("found", card)
                    .addKeyValue(
                        "cudaRuntime", GpuSigns.cudaRuntime().map(Path::toString).orElse("none"))
                    .addKeyValue(
                        "pytorchHasCuda",
                        Engine.getEngine(EngineSettings.ENGINE).hasCapability("CUDA"))
                    .log(
                        "device is auto and takes the CPU though there is a card; sisom doctor gpu says what is missing"));
  }
}
