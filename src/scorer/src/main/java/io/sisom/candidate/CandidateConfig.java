package io.sisom.candidate;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** Which frames are worth a label. */
@SettingGroup("Candidates")
public record CandidateConfig(
    @Setting(key = "candidate.rank", value = "ratio")
        @Meaning(
            "What frames of a window are ranked by: ratio, that of the distances to the predicted"
                + " class and to the nearest other one, by which the paper asks; sisome, the score,"
                + " which brings the strangest frames first.")
        CandidateRank rank,
    @Setting(key = "candidate.max.p", value = "0.2", above = 0, max = 1)
        @Meaning("Frames with a higher p-value are familiar and not worth a label.")
        double maxP,
    @Setting(key = "candidate.far.ratio", value = "Infinity", min = 0)
        @Meaning(
            "Frames whose ratio is above this are junk, not candidates; Infinity: no limit."
                + " The ratio has no unit, so a limit carries over from model to model.")
        double farRatio,
    @Setting(key = "candidate.far.sisome", value = "Infinity")
        @Meaning(
            "Frames whose SISOMe is above this are junk, not candidates; Infinity: no limit."
                + " In standard deviations of known frames for standardised forms (zscore, lean),"
                + " so that a limit carries over from model to model; in quantiles for rank; in"
                + " the model's own unit for raw. To set it, score frames known to be junk and put"
                + " it just below.")
        double farSisome,
    @Setting(key = "candidate.window.ms", value = "60000", min = 1, max = YEAR_MS)
        @Meaning("Length of a window, event time.")
        Duration window,
    @Setting(key = "candidate.pool", value = "500", min = 1, max = 100_000, unit = "frames")
        @Meaning(
            "Best frames of a window that each partition keeps until it closes, and the ranking of"
                + " the fleet of all that the partitions pass on.")
        int pool,
    @Setting(key = "candidate.k", value = "20", min = 1, max = 100_000, unit = "frames")
        @Meaning("Candidates of a window, at most.")
        int k,
    @Setting(key = "candidate.distance", value = "1.0E-4", min = 0)
        @Meaning(
            "Frames nearer than this to a better-ranked candidate (Euclidean distance of"
                + " enhanced features) are left out as near-duplicates; 0: none. The default"
                + " catches repeats of one image alone; for more, take the radius the reference"
                + " set was reduced with.")
        double distance,
    @Setting(key = "candidate.none.discount", value = "true")
        @Meaning(
            "Whether a frame's rank falls with the probability that it shows none of the classes,"
                + " where its score has one: what candidate.rank says, through softplus and back, times"
                + " (1 - probability) squared.")
        boolean noneDiscount,
    @Setting(key = "candidate.grace.ms", value = "5000", min = 0, max = YEAR_MS)
        @Meaning("Event time a window waits for late frames.")
        Duration grace,
    @Setting(key = "candidate.idle.ms", value = "10000", min = 1, max = YEAR_MS)
        @Meaning(
            "Wall time without a frame of the fleet, or of a recording, after which its open"
                + " windows close; what follows in the same stretch of event time is a window of"
                + " its own.")
        Duration idle,
    @Setting(key = "candidate.windows", value = "256", min = 1, max = 100_000, unit = "windows")
        @Meaning(
            "Windows of single sensors, as of recordings, open at a time in each partition; beyond,"
                + " the one that had no frame for longest closes.")
        int windows,
    @Setting(key = "candidate.max.skew.ms", value = "60000", min = 0, max = YEAR_MS)
        @Meaning(
            "How far ahead of the wall clock a frame's time may lie; frames beyond are ranked among"
                + " their sensor's alone.")
        Duration maxSkew,
    @Setting(key = "candidate.margin", value = "5", min = 0, max = 100_000, unit = "frames")
        @Meaning(
            "Frames that each partition passes on to the ranking of the fleet beyond candidate.k, for"
                + " those that turn out to be near-duplicates of another partition's.")
        int margin,
    @Setting(key = "candidate.wait.ms", value = "30000", min = 0, max = YEAR_MS)
        @Meaning(
            "Wall time a window of the fleet waits at most for partitions that lag behind, from its"
                + " end and grace and the first frames of it on. What such a partition brings later"
                + " is ranked among its sensors' alone.")
        Duration patience) {
  /** A year at most: no sum with a time of day overflows. */
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1000;

  /** Refuses settings that contradict each other. */
  public CandidateConfig {
    if (k > pool) {
      throw new SettingException("candidate.k", k, "must be at most candidate.pool (" + pool + ")");
    }
  }
}
