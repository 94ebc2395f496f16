package io.sisom.demo.world;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;

/** What happens in the simulated world, and how often. */
public record WorldConfig(
    @Setting(key = FPS, value = "10", min = 1, max = 100)
        @Meaning("Frames per second of every robot.")
        int framesPerSecond,
    @Setting(key = CALM, value = "100", min = 0)
        @Meaning("First frames of every robot, in which nothing unknown happens.")
        int calmFrames,
    @Setting(key = KNOWN_SHARE, value = "0.7", min = 0.5, max = 0.95)
        @Meaning(
            "Share of later frames that show known kinds through healthy cameras, 0.5 to"
                + " 0.95.")
        double knownShare,
    @Setting(key = SHORTEST, value = "10", min = 2, max = 1000)
        @Meaning("Shortest appearance of an unknown kind or a fault, in frames.")
        int shortestEvent,
    @Setting(key = LONGEST, value = "30", min = 2, max = 1000)
        @Meaning("Longest appearance of an unknown kind or a fault, in frames.")
        int longestEvent) {
  static final String FPS = "demo.world.fps";
  static final String CALM = "demo.world.calm.frames";
  static final String KNOWN_SHARE = "demo.world.known.share";
  static final String SHORTEST = "demo.world.event.min.frames";
  static final String LONGEST = "demo.world.event.max.frames";

  /** Known frames that must fit, on average, before each event of the longest kind. */
  private static final int MIN_CALM = 10;

  public WorldConfig {
    if (longestEvent < shortestEvent) {
      throw new SettingException(LONGEST, longestEvent, "must be at least " + SHORTEST);
    }
    int events = ObjectKind.unknownKinds().size() + CameraFault.real().size();
    int round = roundFrames(shortestEvent, longestEvent, knownShare);
    if (round < events * (longestEvent + MIN_CALM)) {
      throw new SettingException(
          KNOWN_SHARE,
          knownShare,
          "leaves no room for known kinds between events of up to %d frames; raise it or lower %s"
              .formatted(longestEvent, LONGEST));
    }
  }

  /** Frames in which each unknown kind and each fault appears exactly once. */
  public int roundFrames() {
    return roundFrames(shortestEvent, longestEvent, knownShare);
  }

  private static int roundFrames(int shortest, int longest, double knownShare) {
    int events = ObjectKind.unknownKinds().size() + CameraFault.real().size();
    return (int) Math.ceil(events * (shortest + longest) / 2.0 / (1 - knownShare));
  }
}
