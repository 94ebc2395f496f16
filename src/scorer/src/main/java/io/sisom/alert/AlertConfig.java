package io.sisom.alert;

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
        Duration gap) {
  /** Refuses settings that contradict each other. */
  public AlertConfig {
    if (k > n) {
      throw new SettingException("alert.k", k, "must be at most alert.n (" + n + ")");
    }
  }

  /** Calibration frames from which on a p-value can be as small as alpha: 1/(n+1) is the least. */
  public int calibrationFramesNeeded() {
    return (int) Math.ceil(1 / alpha) - 1;
  }
}
