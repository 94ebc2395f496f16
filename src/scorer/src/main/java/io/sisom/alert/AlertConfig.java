package io.sisom.alert;

import io.sisom.method.PValues;
import io.sisom.schema.FrameScore;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** When an episode opens, is updated and closes. */
@SettingGroup("Alerts")
public record AlertConfig(
    @Setting(key = "alert.k", value = "3", min = 1, max = 64, unit = "frames")
        @Meaning("Novel frames among the latest alert.n that open an episode.")
        int k,
    @Setting(key = "alert.n", value = "5", min = 1, max = 64, unit = "frames")
        @Meaning("Frames of a sensor looked back on before an episode opens.")
        int n,
    @Setting(key = "alert.alpha", value = "0.01", above = 0, max = 1)
        @Meaning(
            "A frame is novel where its p-value is at most this: the share of"
                + " in-distribution frames taken for novel.")
        double alpha,
    @Setting(key = "alert.confidence", value = "0.0", min = 0, max = 0.999999)
        @Meaning(
            "How sure alert.alpha is to hold for the calibration at hand. 0: on average over"
                + " calibrations, as p-values do; 0.95: in 95 of 100 of them. Scores are then"
                + " published with larger p-values, and at an alpha of 0.01 needs 299 calibration"
                + " frames instead of 99.")
        double confidence,
    @Setting(key = "alert.mute", value = "true")
        @Meaning(
            "Whether frames that are so like muted ones (mutedBy in their scores) count as not"
                + " novel; they are counted as muted. false: they open episodes as any others.")
        boolean mute,
    @Setting(key = "alert.update.ms", value = "5000", min = 0)
        @Meaning("Milliseconds of event time between two updates of an open episode, at least.")
        Duration update,
    @Setting(key = "alert.quiet.ms", value = "2000", min = 0)
        @Meaning(
            "Milliseconds of event time without a novel frame, while frames keep coming,"
                + " that close an episode.")
        Duration quiet,
    @Setting(key = "alert.gap.ms", value = "10000", min = 1)
        @Meaning(
            "Milliseconds without any frame of the sensor that close an episode; set it"
                + " above the sensor's frame interval.")
        Duration gap,
    @Setting(key = "alert.recording.ms", value = "120000", min = 1)
        @Meaning(
            "Frames of one recorded sensor that lie further apart than these milliseconds of event"
                + " time are of two recordings, which have episodes of their own; alert.gap.ms,"
                + " where that is longer.")
        Duration recording) {
  /** Refuses settings that contradict each other. */
  public AlertConfig {
    if (k > n) {
      throw new SettingException("alert.k", k, "must be at most alert.n (" + n + ")");
    }
  }

  /** Whether a frame counts for an episode. */
  boolean isNovel(FrameScore score) {
    return score.getPValue() <= alpha && !isMuted(score);
  }

  /** Whether a frame would, had nobody muted what it is like. */
  public boolean isMuted(FrameScore score) {
    return mute && score.getMutedBy() != null && score.getPValue() <= alpha;
  }

  /** Calibration frames from which on a p-value can be as small as alpha. */
  public int calibrationFramesNeeded() {
    return PValues.framesNeeded(alpha, confidence);
  }
}
