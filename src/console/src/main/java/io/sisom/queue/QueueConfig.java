package io.sisom.queue;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How the labeling queue works.
 *
 * @param max frames that wait, at most
 * @param remembered frames that ended and are remembered, at most
 * @param lease how long a lease lasts unless renewed
 * @param leases of one annotator at a time, at most
 * @param annotators who hold leases at a time, at most
 * @param overlap people who answer each frame
 * @param skips after which a frame is set aside
 * @param halfLife age that costs a frame one bit of surprise
 * @param staleBits what a frame loses that another version than the live one scored
 * @param burst how far apart two frames of a sensor may be and still show one thing; zero: none do
 * @param quotaSensor share of the last frames handed out that one sensor may have; in (0, 1]
 * @param quotaClass the same of one predicted class
 * @param quotaWindow how many last frames these are
 */
public record QueueConfig(
    int max,
    int remembered,
    Duration lease,
    int leases,
    int annotators,
    int overlap,
    int skips,
    Duration halfLife,
    double staleBits,
    Duration burst,
    double quotaSensor,
    double quotaClass,
    int quotaWindow) {
  private static final String MAX = "queue.max";
  private static final String REMEMBERED = "queue.remembered";
  private static final String LEASE_MS = "queue.lease.ms";
  private static final String LEASES = "queue.leases";
  private static final String ANNOTATORS = "queue.annotators";
  private static final String OVERLAP = "queue.overlap";
  private static final String SKIPS = "queue.skips";
  private static final String HALF_LIFE_MS = "queue.half.life.ms";
  private static final String STALE_BITS = "queue.stale.bits";
  private static final String BURST_MS = "queue.burst.ms";
  private static final String QUOTA_SENSOR = "queue.quota.sensor";
  private static final String QUOTA_CLASS = "queue.quota.class";
  private static final String QUOTA_WINDOW = "queue.quota.window";

  /** The settings {@code queue.*}. */
  public static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    count(
        def,
        MAX,
        200_000,
        2_000_000,
        "Frames that wait for a label; beyond, the lowest-ranked fall out.");
    count(
        def,
        REMEMBERED,
        200_000,
        2_000_000,
        "Frames that were labeled, set aside or became known and can still be corrected, undone and"
            + " exported; beyond, the oldest are forgotten. Their labels stay in the pool.");
    millis(
        def,
        LEASE_MS,
        300_000,
        100,
        "How long an annotator has a frame unless the lease is renewed.");
    count(def, LEASES, 5, 1_000, "Frames one annotator may have at a time.");
    count(def, ANNOTATORS, 1_000, 100_000, "People who may have frames at a time.");
    count(
        def,
        OVERLAP,
        1,
        20,
        "People who answer each frame; where their answers have no majority, one more is asked.");
    count(
        def,
        SKIPS,
        2,
        20,
        "Skips after which a frame is set aside; one is enough that calls it junk or a duplicate.");
    millis(
        def,
        HALF_LIFE_MS,
        86_400_000,
        1_000,
        "Age after which a frame is ranked as if its p-value were twice as large.");
    share(
        def,
        STALE_BITS,
        2,
        0,
        64,
        "What a frame loses in the ranking when the version that scored it is not the live one, in"
            + " bits: each ranks it as if its p-value were twice as large.");
    millis(
        def,
        BURST_MS,
        2_000,
        0,
        "How far apart two frames of one sensor and predicted class may be and still show one thing:"
            + " when a version goes live that knows the one's label, the other, scored before, leaves"
            + " the queue. 0: never.");
    share(
        def,
        QUOTA_SENSOR,
        0.5,
        0.001,
        1,
        "Share of the last frames handed out that one sensor may have while others have any.");
    share(
        def,
        QUOTA_CLASS,
        0.5,
        0.001,
        1,
        "Share of the last frames handed out that one predicted class may have while others have any.");
    count(def, QUOTA_WINDOW, 100, 100_000, "How many last frames the shares are of.");
    return def;
  }

  /** From validated settings. */
  public static QueueConfig from(AbstractConfig config) {
    return new QueueConfig(
        config.getInt(MAX),
        config.getInt(REMEMBERED),
        Duration.ofMillis(config.getLong(LEASE_MS)),
        config.getInt(LEASES),
        config.getInt(ANNOTATORS),
        config.getInt(OVERLAP),
        config.getInt(SKIPS),
        Duration.ofMillis(config.getLong(HALF_LIFE_MS)),
        config.getDouble(STALE_BITS),
        Duration.ofMillis(config.getLong(BURST_MS)),
        config.getDouble(QUOTA_SENSOR),
        config.getDouble(QUOTA_CLASS),
        config.getInt(QUOTA_WINDOW));
  }

  /** The defaults, and what is given. */
  public static QueueConfig with(Map<String, String> given) {
    return from(new AbstractConfig(definition(), given, false));
  }

  private static void count(ConfigDef def, String key, int value, int most, String doc) {
    def.define(key, Type.INT, value, Range.between(1, most), Importance.MEDIUM, doc);
  }

  private static void millis(ConfigDef def, String key, long value, long least, String doc) {
    Range range = Range.between(least, Duration.ofDays(366).toMillis());
    def.define(key, Type.LONG, value, range, Importance.MEDIUM, doc + " In milliseconds.");
  }

  private static void share(
      ConfigDef def, String key, double value, double least, double most, String doc) {
    ConfigDef.Validator range =
        (name, given) -> {
          double number = ((Number) given).doubleValue();
          if (!(number >= least && number <= most)) {
            throw new ConfigException(name, given, "must be from " + least + " to " + most);
          }
        };
    ConfigDef.Validator named =
        ConfigDef.LambdaValidator.with(range::ensureValid, () -> "%s to %s".formatted(least, most));
    def.define(key, Type.DOUBLE, value, named, Importance.MEDIUM, doc);
  }
}
