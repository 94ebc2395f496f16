package io.sisom.candidate;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Which frames are worth a label.
 *
 * @param maxP frames with a higher p-value are familiar and left out; in (0, 1]
 * @param farRatio frames with a higher ratio are junk, not candidates; infinite: no limit
 * @param farSisome frames with a higher SISOMe are junk, not candidates; infinite: no limit
 * @param window length of an event-time window, from the epoch
 * @param pool best frames of a window kept until it closes; at least k
 * @param k candidates of a window, at most
 * @param distance frames nearer than this (Euclidean, enhanced features) to a better one are left
 *     out; 0: none
 * @param grace event time a window waits for late frames
 * @param idle wall time without a frame after which open windows close
 * @param maxSkew how far ahead of the wall clock a frame's time may lie
 */
public record CandidateConfig(
    double maxP,
    double farRatio,
    double farSisome,
    Duration window,
    int pool,
    int k,
    double distance,
    Duration grace,
    Duration idle,
    Duration maxSkew) {
  private static final String MAX_P = "candidate.max.p";
  private static final String FAR_RATIO = "candidate.far.ratio";
  private static final String FAR_SISOME = "candidate.far.sisome";
  private static final String WINDOW_MS = "candidate.window.ms";
  private static final String POOL = "candidate.pool";
  private static final String K = "candidate.k";
  private static final String DISTANCE = "candidate.distance";
  private static final String GRACE_MS = "candidate.grace.ms";
  private static final String IDLE_MS = "candidate.idle.ms";
  private static final String MAX_SKEW_MS = "candidate.max.skew.ms";

  /** Refuses settings that contradict each other. */
  public CandidateConfig {
    if (k > pool) {
      throw new ConfigException(K, k, "must be at most " + POOL + " (" + pool + ")");
    }
  }

  /** The settings {@code candidate.*}. */
  public static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    number(
        def,
        MAX_P,
        0.2,
        Double.MIN_VALUE,
        1,
        "Frames with a higher p-value are familiar and not worth a label.");
    number(
        def,
        FAR_RATIO,
        Double.POSITIVE_INFINITY,
        0,
        Double.POSITIVE_INFINITY,
        "Frames whose ratio is above this are junk, not candidates; Infinity: no limit. The ratio"
            + " has no unit, so a limit carries over from model to model.");
    number(
        def,
        FAR_SISOME,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        "Frames whose SISOMe is above this are junk, not candidates; Infinity: no limit. In"
            + " standard deviations of known frames for standardised forms (zscore, lean), so that"
            + " a limit carries over from model to model; in quantiles for rank; in the model's own"
            + " unit for raw. To set it, score frames known to be junk and put it just below.");
    millis(def, WINDOW_MS, 60_000, 1, "Length of a window, event time.");
    count(def, POOL, 500, "Best frames of a window kept, with their images, until it closes.");
    count(def, K, 20, "Candidates of a window, at most.");
    number(
        def,
        DISTANCE,
        1e-4,
        0,
        Double.POSITIVE_INFINITY,
        "Frames nearer than this to a better-ranked candidate (Euclidean distance of enhanced"
            + " features) are left out as near-duplicates; 0: none. The default catches repeats of"
            + " one image alone; for more, take the radius the reference set was reduced with.");
    millis(def, GRACE_MS, 5_000, 0, "Event time a window waits for late frames.");
    millis(
        def,
        IDLE_MS,
        10_000,
        1,
        "Wall time without a frame after which open windows close; what follows in the same"
            + " stretch of event time is a window of its own.");
    millis(
        def,
        MAX_SKEW_MS,
        60_000,
        0,
        "How far ahead of the wall clock a frame's time may lie; frames beyond are dropped.");
    return def;
  }

  /** From validated settings. */
  public static CandidateConfig from(AbstractConfig config) {
    return new CandidateConfig(
        config.getDouble(MAX_P),
        config.getDouble(FAR_RATIO),
        config.getDouble(FAR_SISOME),
        Duration.ofMillis(config.getLong(WINDOW_MS)),
        config.getInt(POOL),
        config.getInt(K),
        config.getDouble(DISTANCE),
        Duration.ofMillis(config.getLong(GRACE_MS)),
        Duration.ofMillis(config.getLong(IDLE_MS)),
        Duration.ofMillis(config.getLong(MAX_SKEW_MS)));
  }

  /** The same for a window of which {@code count} frames are wanted. */
  public CandidateConfig withK(int count) {
    return new CandidateConfig(
        maxP,
        farRatio,
        farSisome,
        window,
        Math.max(pool, count),
        count,
        distance,
        grace,
        idle,
        maxSkew);
  }

  /** The same with other limits of what is junk. */
  public CandidateConfig withFar(double ratio, double sisome) {
    return new CandidateConfig(
        maxP, ratio, sisome, window, pool, k, distance, grace, idle, maxSkew);
  }

  /** The same with another distance of near-duplicates. */
  public CandidateConfig withDistance(double other) {
    return new CandidateConfig(
        maxP, farRatio, farSisome, window, pool, k, other, grace, idle, maxSkew);
  }

  /** The defaults. */
  public static CandidateConfig defaults() {
    return from(new AbstractConfig(definition(), Map.of(), false));
  }

  private static void number(
      ConfigDef def, String key, double value, double least, double most, String doc) {
    ConfigDef.Validator range =
        (name, given) -> {
          double number = ((Number) given).doubleValue();
          if (!(number >= least && number <= most)) {
            throw new ConfigException(name, given, "must be from " + least + " to " + most);
          }
        };
    ConfigDef.Validator named =
        ConfigDef.LambdaValidator.with(range::ensureValid, () -> words(least, most));
    def.define(key, Type.DOUBLE, value, named, Importance.MEDIUM, doc);
  }

  private static String words(double least, double most) {
    if (least == Double.MIN_VALUE) {
      return "above 0, at most " + most;
    }
    return Double.isInfinite(least) ? "any number or Infinity" : "%s to %s".formatted(least, most);
  }

  private static void millis(ConfigDef def, String key, long value, long least, String doc) {
    // A year at most: no sum with a time of day overflows.
    Range range = Range.between(least, Duration.ofDays(366).toMillis());
    def.define(key, Type.LONG, value, range, Importance.MEDIUM, doc + " In milliseconds.");
  }

  private static void count(ConfigDef def, String key, int value, String doc) {
    def.define(key, Type.INT, value, Range.between(1, 100_000), Importance.MEDIUM, doc);
  }
}
