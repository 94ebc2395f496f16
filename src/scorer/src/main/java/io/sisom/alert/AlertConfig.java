package io.sisom.alert;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * When an episode opens, is updated and closes.
 *
 * @param k novel frames among the latest n that open an episode; 1 to n
 * @param n frames looked back on; 1 to 64
 * @param alpha a frame is novel where its p-value is at most this: the false-alarm rate per
 *     in-distribution frame; in (0, 1]
 * @param update least event time between two updates of an open episode
 * @param quiet event time without a novel frame, while frames keep coming, that closes an episode
 * @param gap time without any frame that closes an episode
 */
public record AlertConfig(
    int k, int n, double alpha, Duration update, Duration quiet, Duration gap) {
  private static final String K = "alert.k";
  private static final String N = "alert.n";
  private static final String ALPHA = "alert.alpha";
  private static final String UPDATE_MS = "alert.update.ms";
  private static final String QUIET_MS = "alert.quiet.ms";
  private static final String GAP_MS = "alert.gap.ms";

  /** Refuses settings that contradict each other. */
  public AlertConfig {
    if (k > n) {
      throw new ConfigException(K, k, "must be at most " + N + " (" + n + ")");
    }
  }

  /** Calibration frames from which on a p-value can be as small as alpha: 1/(n+1) is the least. */
  public int calibrationFramesNeeded() {
    return (int) Math.ceil(1 / alpha) - 1;
  }

  /** The settings {@code alert.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            K,
            Type.INT,
            3,
            Range.between(1, 64),
            Importance.HIGH,
            "Novel frames among the latest alert.n that open an episode.")
        .define(
            N,
            Type.INT,
            5,
            Range.between(1, 64),
            Importance.HIGH,
            "Frames of a sensor looked back on before an episode opens.")
        .define(
            ALPHA,
            Type.DOUBLE,
            0.01,
            ConfigDef.LambdaValidator.with(AlertConfig::requireRate, () -> "above 0, at most 1"),
            Importance.HIGH,
            "A frame is novel where its p-value is at most this: the share of in-distribution"
                + " frames taken for novel.")
        .define(
            UPDATE_MS,
            Type.LONG,
            5_000L,
            Range.atLeast(0),
            Importance.MEDIUM,
            "Milliseconds of event time between two updates of an open episode, at least.")
        .define(
            QUIET_MS,
            Type.LONG,
            2_000L,
            Range.atLeast(0),
            Importance.MEDIUM,
            "Milliseconds of event time without a novel frame, while frames keep coming, that"
                + " close an episode.")
        .define(
            GAP_MS,
            Type.LONG,
            10_000L,
            Range.atLeast(1),
            Importance.MEDIUM,
            "Milliseconds without any frame of the sensor that close an episode; set it above the"
                + " sensor's frame interval.");
  }

  /** From validated settings. */
  public static AlertConfig from(AbstractConfig config) {
    return new AlertConfig(
        config.getInt(K),
        config.getInt(N),
        config.getDouble(ALPHA),
        Duration.ofMillis(config.getLong(UPDATE_MS)),
        Duration.ofMillis(config.getLong(QUIET_MS)),
        Duration.ofMillis(config.getLong(GAP_MS)));
  }

  /** The defaults. */
  public static AlertConfig defaults() {
    return from(new AbstractConfig(definition(), Map.of(), false));
  }

  private static void requireRate(String key, Object value) {
    double rate = ((Number) value).doubleValue();
    if (!(rate > 0 && rate <= 1)) {
      throw new ConfigException(key, value, "must be above 0 and at most 1");
    }
  }
}
