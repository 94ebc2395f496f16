package io.sisom.live;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How much of the fleet the console keeps and shows.
 *
 * @param sensors shown at most
 * @param frames latest ones of each sensor
 * @param strip pictures in each sensor's strip
 * @param stripStep time that one picture of the strip stands for
 * @param bucket length of a stretch of time in the plots
 * @param points stretches in the plots
 * @param episodes kept at most
 * @param episodeFrames of one episode shown at most
 * @param reviewFrames of one episode that become calibration data or candidates at most
 * @param deadLetters kept at most
 * @param historyRecords scores, and alerts, that are read back at the start
 * @param listeners browsers that follow at once
 * @param cacheBytes of pictures kept in memory
 */
public record LiveConfig(
    int sensors,
    int frames,
    int strip,
    Duration stripStep,
    Duration bucket,
    int points,
    int episodes,
    int episodeFrames,
    int reviewFrames,
    int deadLetters,
    int historyRecords,
    int listeners,
    long cacheBytes) {
  private static final String SENSORS = "live.sensors";
  private static final String FRAMES = "live.frames";
  private static final String STRIP = "live.strip";
  private static final String STRIP_MS = "live.strip.ms";
  private static final String BUCKET_MS = "live.bucket.ms";
  private static final String POINTS = "live.points";
  private static final String EPISODES = "live.episodes";
  private static final String EPISODE_FRAMES = "live.episode.frames";
  private static final String REVIEW_FRAMES = "live.review.frames";
  private static final String DEAD_LETTERS = "live.dead.letters";
  private static final String HISTORY_RECORDS = "live.history.records";
  private static final String LISTENERS = "live.listeners";
  private static final String CACHE_BYTES = "live.cache.bytes";

  /** The settings {@code live.*}. */
  public static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    whole(
        def,
        SENSORS,
        64,
        1,
        1_000,
        "Sensors on the live page; beyond, the one silent longest goes.");
    whole(def, FRAMES, 60, 2, 1_000, "Latest frames of each sensor whose p-values are drawn.");
    whole(def, STRIP, 8, 1, 50, "Pictures in each sensor's strip.");
    whole(
        def,
        STRIP_MS,
        1_000,
        100,
        3_600_000,
        "Time that one picture of the strip stands for, ms: it shows the most novel frame of it.");
    whole(def, BUCKET_MS, 5_000, 500, 3_600_000, "Length of a stretch of time in the plots, ms.");
    whole(def, POINTS, 180, 2, 5_000, "Stretches of time in the plots.");
    whole(
        def, EPISODES, 500, 1, 100_000, "Alert episodes kept; beyond, the oldest closed one goes.");
    whole(def, EPISODE_FRAMES, 120, 1, 2_000, "Frames of one episode that its page shows.");
    whole(
        def,
        REVIEW_FRAMES,
        20,
        1,
        500,
        "Novel frames of one episode, spread evenly, that a false alarm gives to calibration, or"
            + " that 'make labels' puts into the queue.");
    whole(def, DEAD_LETTERS, 50, 1, 1_000, "Dead letters kept.");
    whole(
        def,
        HISTORY_RECORDS,
        20_000,
        0,
        10_000_000,
        "Scores and alerts that are read back when the console starts, about so many of each.");
    whole(def, LISTENERS, 32, 1, 1_000, "Browsers that follow the live page at once.");
    def.define(
        CACHE_BYTES,
        Type.LONG,
        32L << 20,
        Range.between(1 << 20, 1L << 40),
        Importance.LOW,
        "Small pictures of frames kept in memory, bytes.");
    return def;
  }

  private static void whole(ConfigDef def, String key, int value, int least, int most, String doc) {
    def.define(key, Type.INT, value, Range.between(least, most), Importance.LOW, doc);
  }

  /** From validated settings. */
  public static LiveConfig from(AbstractConfig config) {
    return new LiveConfig(
        config.getInt(SENSORS),
        config.getInt(FRAMES),
        config.getInt(STRIP),
        Duration.ofMillis(config.getInt(STRIP_MS)),
        Duration.ofMillis(config.getInt(BUCKET_MS)),
        config.getInt(POINTS),
        config.getInt(EPISODES),
        config.getInt(EPISODE_FRAMES),
        config.getInt(REVIEW_FRAMES),
        config.getInt(DEAD_LETTERS),
        config.getInt(HISTORY_RECORDS),
        config.getInt(LISTENERS),
        config.getLong(CACHE_BYTES));
  }

  /** The defaults, and what is given. */
  public static LiveConfig with(Map<String, String> given) {
    return from(new AbstractConfig(definition(), given, false));
  }
}
