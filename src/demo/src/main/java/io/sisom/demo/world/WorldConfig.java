package io.sisom.demo.world;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * What happens in the simulated world, and how often.
 *
 * @param framesPerSecond of every robot
 * @param calmFrames first frames of every robot, which show known kinds through healthy cameras
 * @param knownShare share of the frames after those that do so too, 0.5 to 0.95
 * @param shortestEvent shortest appearance of an unknown kind or a fault, in frames
 * @param longestEvent longest one, in frames
 */
public record WorldConfig(
    int framesPerSecond, int calmFrames, double knownShare, int shortestEvent, int longestEvent) {
  static final String FPS = "demo.world.fps";
  static final String CALM = "demo.world.calm.frames";
  static final String KNOWN_SHARE = "demo.world.known.share";
  static final String SHORTEST = "demo.world.event.min.frames";
  static final String LONGEST = "demo.world.event.max.frames";

  /** Known frames that must fit, on average, before each event of the longest kind. */
  private static final int LEAST_CALM = 10;

  public WorldConfig {
    if (longestEvent < shortestEvent) {
      throw new ConfigException(LONGEST, longestEvent, "must be at least " + SHORTEST);
    }
    int events = ObjectKind.unknownKinds().size() + Fault.real().size();
    int round = roundFrames(shortestEvent, longestEvent, knownShare);
    if (round < events * (longestEvent + LEAST_CALM)) {
      throw new ConfigException(
          KNOWN_SHARE,
          knownShare,
          "leaves no room for known kinds between events of up to %d frames; raise it or lower %s"
              .formatted(longestEvent, LONGEST));
    }
  }

  /** The settings {@code demo.world.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(FPS, Type.INT, 10, between(1, 100), MEDIUM, "Frames per second of every robot.")
        .define(
            CALM,
            Type.INT,
            100,
            atLeast(0),
            MEDIUM,
            "First frames of every robot, in which nothing unknown happens.")
        .define(
            KNOWN_SHARE,
            Type.DOUBLE,
            0.7,
            between(0.5, 0.95),
            MEDIUM,
            "Share of later frames that show known kinds through healthy cameras, 0.5 to 0.95.")
        .define(
            SHORTEST,
            Type.INT,
            10,
            between(2, 1000),
            MEDIUM,
            "Shortest appearance of an unknown kind or a fault, in frames.")
        .define(
            LONGEST,
            Type.INT,
            30,
            between(2, 1000),
            MEDIUM,
            "Longest appearance of an unknown kind or a fault, in frames.");
  }

  /** From validated settings. */
  public static WorldConfig from(AbstractConfig config) {
    return new WorldConfig(
        config.getInt(FPS),
        config.getInt(CALM),
        config.getDouble(KNOWN_SHARE),
        config.getInt(SHORTEST),
        config.getInt(LONGEST));
  }

  /** Frames in which each unknown kind and each fault appears exactly once. */
  public int roundFrames() {
    return roundFrames(shortestEvent, longestEvent, knownShare);
  }

  private static int roundFrames(int shortest, int longest, double knownShare) {
    int events = ObjectKind.unknownKinds().size() + Fault.real().size();
    return (int) Math.ceil(events * (shortest + longest) / 2.0 / (1 - knownShare));
  }
}
