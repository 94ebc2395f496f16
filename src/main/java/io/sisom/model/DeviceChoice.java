package io.sisom.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings {@code device}, {@code device.threads} and {@code precision}, and what they come to
 * on this machine.
 */
public final class DeviceChoice {
  private static final String KEY = "device";
  private static final String PRECISION = "precision";
  private static final String THREADS = "device.threads";
  private static final int MOST_THREADS = 1024;

  private DeviceChoice() {}

  /** The settings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            KEY,
            Type.STRING,
            "auto",
            ConfigDef.LambdaValidator.with(
                (key, value) -> check(key, String.valueOf(value)), () -> "auto, cpu or gpu:N"),
            Importance.HIGH,
            "Where the network runs: auto takes the first GPU and the CPU where there is none.")
        .define(
            THREADS,
            Type.INT,
            0,
            ConfigDef.Range.between(0, MOST_THREADS),
            Importance.MEDIUM,
            "Threads among which PyTorch divides one operation on a CPU; 0: a scorer times the"
                + " network when it loads it and takes what lets most frames through beside"
                + " Kafka's own work, and everything else takes all processors.")
        .define(
            PRECISION,
            Type.STRING,
            Precision.FLOAT32.key(),
            ConfigDef.ValidString.in(Precision.keys().toArray(String[]::new)),
            Importance.LOW,
            "Numbers the network runs in: float32, or float16 on a GPU with a bundle that has it."
                + " The trainer and the scorers must have the same.");
  }

  /** The setting {@code precision}. */
  public static Precision precision(AbstractConfig config) {
    return Precision.of(config.getString(PRECISION));
  }

  /** The setting {@code device.threads}; 0: automatic. */
  public static int threads(AbstractConfig config) {
    return config.getInt(THREADS);
  }

  /**
   * Where, in which numbers and on how many threads to run.
   *
   * @throws ConfigException where a GPU is asked for that this machine does not have, or half
   *     precision on a CPU; there is no silent fallback
   */
  public static Placement resolve(String choice, Precision precision, int threads) {
    EngineSettings.apply();
    Device device = device(choice);
    if (precision == Precision.FLOAT16 && !device.isGpu()) {
      throw new ConfigException(
          PRECISION,
          precision.key(),
          "half precision is for GPUs and the device is a CPU; use float32, or set device to a GPU");
    }
    return new Placement(device, precision, EngineThreads.of(threads));
  }

  private static Device device(String choice) {
    if (choice.equals("cpu")) {
      return Device.cpu();
    }
    int gpus = Engine.getEngine(EngineSettings.ENGINE).getGpuCount();
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
