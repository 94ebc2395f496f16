package io.sisom.training;

import io.sisom.fitting.ScoreSettings;
import io.sisom.method.ScoreOptions;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.Settings;

/** How a reference set is built. */
@SettingGroup("Reference set")
public record ReferenceConfig(
    @Setting(key = "training.calibration.fraction", value = "0.2", min = 0.01, max = 0.9)
        @Meaning("Share of each class held out for p-values, 0.01 to 0.9.")
        double calibrationFraction,
    @Setting(key = "training.reduce", value = "true")
        @Meaning("Whether ProbCover chooses the known frames; otherwise all pooled ones are known.")
        boolean reduce,
    @Setting(key = "training.reduce.fraction", value = "0.1", min = 1e-4, max = 1)
        @Meaning("Share of each class that is kept, 0.0001 to 1.")
        double reduceFraction,
    @Setting(key = "training.reduce.minimum", value = "50", min = 1, unit = "frames")
        @Meaning("Frames kept of each class in any case, 1 or more.")
        int reduceMinimum,
    @Setting(key = "training.radius.quantile", value = "0.5", min = 0, max = 1)
        @Meaning(
            "ProbCover's radius: this quantile of the distances from each frame to the"
                + " nearest other one of its class, 0 to 1.")
        double radiusQuantile,
    ScoreOptions score) {
  /** The same with another score. */
  public ReferenceConfig with(ScoreOptions other) {
    return new ReferenceConfig(
        calibrationFraction, reduce, reduceFraction, reduceMinimum, radiusQuantile, other);
  }

  /** The same with the known frames reduced or not. */
  public ReferenceConfig withReduce(boolean other) {
    return new ReferenceConfig(
        calibrationFraction, other, reduceFraction, reduceMinimum, radiusQuantile, score);
  }

  /** From settings; the score comes from {@link ScoreSettings}. */
  public static ReferenceConfig from(Settings settings) {
    return settings.bind(ReferenceConfig.class, ScoreSettings.from(settings).options());
  }
}
