package io.sisom.training;

import io.sisom.fitting.ScoreSettings;
import io.sisom.method.ScoreOptions;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.Settings;
import java.time.Duration;

/** How a reference set is built. */
@SettingGroup("Reference set")
public record ReferenceConfig(
    @Setting(key = "training.calibration.fraction", value = "0.2", min = 0.01, max = 0.9)
        @Meaning("Share of each class held out for p-values, 0.01 to 0.9.")
        double calibrationFraction,
    @Setting(key = "training.calibration.unit", value = "frame")
        @Meaning(
            "What is held out as a whole: frame, block (a sensor's frames of training.calibration"
                + ".block.ms), or sensor. Near-duplicates on both sides make p-values too small:"
                + " block keeps apart what one camera saw within moments, sensor whole cameras."
                + " Where a class is of one unit only, it stays known and is not held out.")
        CalibrationUnit calibrationUnit,
    @Setting(key = "training.calibration.block.ms", value = "1000", min = 1)
        @Meaning("Milliseconds of event time of a block, where training.calibration.unit is block.")
        Duration calibrationBlock,
    @Setting(key = "training.calibration.sensor.frames", value = "25", min = 0, unit = "frames")
        @Meaning(
            "Independent frames that a sensor's held-out frames must be worth, by the"
                + " autocorrelation of their scores, for it to have a calibration of its own, which"
                + " then makes its p-values; 0: no sensor has. A scorer passes one over by which no"
                + " frame could be novel: at an alert.alpha of 0.01 fewer than 99 frames.")
        int calibrationSensorFrames,
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
        calibrationFraction,
        calibrationUnit,
        calibrationBlock,
        calibrationSensorFrames,
        reduce,
        reduceFraction,
        reduceMinimum,
        radiusQuantile,
        other);
  }

  /** The same with the known frames reduced or not. */
  public ReferenceConfig withReduce(boolean other) {
    return new ReferenceConfig(
        calibrationFraction,
        calibrationUnit,
        calibrationBlock,
        calibrationSensorFrames,
        other,
        reduceFraction,
        reduceMinimum,
        radiusQuantile,
        score);
  }

  /** How frames are held out. */
  public SplitRule split() {
    return new SplitRule(calibrationFraction, calibrationUnit, calibrationBlock);
  }

  /** From settings; the score comes from {@link ScoreSettings}. */
  public static ReferenceConfig from(Settings settings) {
    return settings.bind(ReferenceConfig.class, ScoreSettings.from(settings).options());
  }
}
