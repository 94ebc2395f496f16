package io.sisom.fitting;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;

/** How the score's settings are fitted. */
@SettingGroup("Fitting")
public record FittingConfig(
    @Setting(key = "fit.by", value = "synthetic")
        @Meaning(
            "What settings of the score that are not given are chosen by: synthetic, how"
                + " well held-out labeled frames are told from outliers made of them; ravg, the"
                + " paper's separability of known classes; none, the defaults.")
        FitBy by,
    @Setting(key = "fit.frames", value = "1000", min = 50, max = 10_000, unit = "frames")
        @Meaning(
            "Labeled frames held out while settings are fitted, at most, and at most a"
                + " quarter of all; their pixels are kept in memory, and the network runs on 12"
                + " outliers of each. Where fewer than 50 can be held out, nothing is fitted.")
        int frames,
    @Setting(key = "fit.known", value = "2000", min = 100, max = 1_000_000, unit = "frames")
        @Meaning(
            "Labeled frames that distances are measured to while settings are fitted, at"
                + " most.")
        int known,
    @Setting(key = "fit.margin", value = "0.05", min = 0, max = 10)
        @Meaning(
            "How much better than the default, in d' against outliers, settings must be to"
                + " be taken. Lean settings that differ by no more than this are taken for equal:"
                + " the one without a backward pass and with the most taps is taken.")
        double margin,
    @Setting(key = "fit.saturated.max", value = "0.05", min = 0, max = 1)
        @Meaning(
            "Share of units whose sigmoid is within 0.01 of 0 or 1 above which a steepness"
                + " is not taken.")
        double saturated,
    @Setting(key = "fit.growth", value = "2.0", min = 1)
        @Meaning(
            "Settings are fitted again once this many times as many labeled frames can be"
                + " used as at the last fit.")
        double growth) {
  /** Fewer held-out frames decide nothing. */
  public static final int LEAST_FRAMES = 50;

  /** Of so many labeled frames at most one is held out, so that known ones are left. */
  public static final int LEAST_KNOWN_PER_HELD_OUT = 4;
}
