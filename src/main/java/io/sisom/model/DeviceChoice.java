package io.sisom.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The setting {@code device: auto|cpu|gpu:N} and what it comes to on this machine. */
public final class DeviceChoice {
  private static final String KEY = "device";

  private DeviceChoice() {}

  /** The setting {@code device}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            KEY,
            Type.STRING,
            "auto",
            ConfigDef.LambdaValidator.with(
                (key, value) -> check(key, String.valueOf(value)), () -> "auto, cpu or gpu:N"),
            Importance.HIGH,
            "Where the network runs: auto takes the first GPU and the CPU where there is none.");
  }

  /**
   * The device to run on.
   *
   * @throws ConfigException where a GPU is asked for that this machine does not have; there is no
   *     silent fallback
   */
  public static Device resolve(String choice) {
    if (choice.equals("cpu")) {
      return Device.cpu();
    }
    int gpus = Engine.getEngine("PyTorch").getGpuCount();
    if (choice.equals("auto")) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    int index = Integer.parseInt(choice.substring("gpu:".length()));
    if (index >= gpus) {
      throw new ConfigException(
          KEY, choice, "PyTorch sees " + gpus + " GPU(s) here; use auto, cpu or a lower number");
    }
    return Device.gpu(index);
  }

  private static void check(String key, String value) {
    if (!value.matches("auto|cpu|gpu:\\d{1,3}")) {
      throw new ConfigException(key, value, "must be auto, cpu or gpu:N, for example gpu:0");
    }
  }
}
