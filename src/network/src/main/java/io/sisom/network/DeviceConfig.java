package io.sisom.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.SettingType;

/**
 * Where and how to compute, as asked for; {@link #placement} says what it comes to on this machine.
 */
@SettingGroup("Device")
public record DeviceConfig(
    @Setting(key = "device", value = "auto", type = DeviceName.class)
        @Meaning(
            "Where the network runs: auto takes the first GPU and the CPU where there is"
                + " none.")
        String device,
    @Setting(key = "precision", value = "float32")
        @Meaning(
            "Numbers the network runs in: float32, or float16 on a GPU with a bundle that"
                + " has it. The trainer and the scorers must have the same.")
        Precision precision,
    @Setting(key = "device.threads", value = "0", min = 0, max = 1024)
        @Meaning(
            "Threads among which PyTorch divides one operation on a CPU; 0: a scorer times"
                + " the network when it loads it and takes what lets most frames through beside"
                + " Kafka's own work, and everything else takes all processors.")
        int threads,
    @Setting(key = "device.distances", value = "auto")
        @Meaning(
            "Where a scorer computes distances to the known frames: device takes PyTorch's"
                + " matrix product on the network's device, cpu Java's bounds, auto device on a"
                + " GPU. All give the same distances to the last bit.")
        DistancePlace distances) {

  /** What a device is called. */
  static final class DeviceName implements SettingType<String> {
    @Override
    public String read(String text) {
      if (!text.matches("auto|cpu|gpu:\\d{1,3}")) {
        throw new IllegalArgumentException("no device's name");
      }
      return text;
    }

    @Override
    public String accepted() {
      return "auto, cpu or gpu:N";
    }
  }

  /**
   * What this comes to here.
   *
   * @throws SettingException where a GPU is asked for that this machine does not have, or half
   *     precision on a CPU; there is no silent fallback
   */
  public Placement placement() {
    EngineSettings.apply();
    Device found = found();
    if (precision == Precision.FLOAT16 && !found.isGpu()) {
      throw new SettingException(
          "precision",
          precision.key(),
          "half precision is for GPUs and the device is a CPU; use float32, or set device to a GPU");
    }
    return new Placement(found, precision, EngineThreads.of(threads), distances);
  }

  private Device found() {
    if (device.equals("cpu")) {
      return Device.cpu();
    }
    int gpus = Engine.getEngine(EngineSettings.ENGINE).getGpuCount();
    if (device.equals("auto")) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    int index = Integer.parseInt(device.substring("gpu:".length()));
    if (index >= gpus) {
      throw new SettingException(
          "device",
          device,
          "PyTorch sees " + gpus + " GPU(s) here; use auto, cpu or a lower number");
    }
    return Device.gpu(index);
  }
}
