package io.sisom.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where and how to compute, as asked for; {@link #placement} says what it comes to on this machine.
 *
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param precision in which the network runs
 * @param threads of one operation on a CPU; 0: automatic
 * @param distances where they are computed
 */
public record DeviceConfig(
    String device, Precision precision, int threads, DistancePlace distances) {
  private static final String KEY = "device";
  private static final String PRECISION = "precision";
  private static final String THREADS = "device.threads";
  private static final String DISTANCES = "device.distances";
  private static final int MOST_THREADS = 1024;

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
            DISTANCES,
            Type.STRING,
            DistancePlace.AUTO.key(),
            ConfigDef.ValidString.in(DistancePlace.keys().toArray(String[]::new)),
            Importance.LOW,
            "Where a scorer computes distances to the known frames: device takes PyTorch's matrix"
                + " product on the network's device, cpu Java's bounds, auto device on a GPU. All"
                + " give the same distances to the last bit.")
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

  /** Reads validated settings. */
  public static DeviceConfig from(AbstractConfig config) {
    return new DeviceConfig(
        config.getString(KEY),
        Precision.of(config.getString(PRECISION)),
        config.getInt(THREADS),
        DistancePlace.of(config.getString(DISTANCES)));
  }

  /**
   * What this comes to here.
   *
   * @throws ConfigException where a GPU is asked for that this machine does not have, or half
   *     precision on a CPU; there is no silent fallback
   */
  public Placement placement() {
    EngineSettings.apply();
    Device found = found();
    if (precision == Precision.FLOAT16 && !found.isGpu()) {
      throw new ConfigException(
          PRECISION,
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
      throw new ConfigException(
          KEY, device, "PyTorch sees " + gpus + " GPU(s) here; use auto, cpu or a lower number");
    }
    return Device.gpu(index);
  }

  private static void check(String key, String value) {
    if (!value.matches("auto|cpu|gpu:\\d{1,3}")) {
      throw new ConfigException(key, value, "must be auto, cpu or gpu:N, for example gpu:0");
    }
  }
}
