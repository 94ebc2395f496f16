package io.sisom.training;

import io.sisom.fitting.ScoreSettings;
import io.sisom.method.ScoreOptions;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How a reference set is built.
 *
 * @param calibrationFraction share of each class held out, above 0, below 1
 * @param reduce whether ProbCover chooses the known frames; otherwise all pooled ones are known
 * @param reduceFraction share of each class that is kept, above 0, at most 1
 * @param reduceMinimum frames kept of each class in any case, 1 or more
 * @param radiusQuantile quantile of nearest-neighbour distances that is ProbCover's radius, 0 to 1
 * @param score which score, and the switches of its parts
 */
public record ReferenceConfig(
    double calibrationFraction,
    boolean reduce,
    double reduceFraction,
    int reduceMinimum,
    double radiusQuantile,
    ScoreOptions score) {
  private static final String CALIBRATION_FRACTION = "training.calibration.fraction";
  private static final String REDUCE = "training.reduce";
  private static final String REDUCE_FRACTION = "training.reduce.fraction";
  private static final String REDUCE_MINIMUM = "training.reduce.minimum";
  private static final String RADIUS_QUANTILE = "training.radius.quantile";

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

  /** The settings {@code training.*} of this part; those of the score are {@link ScoreSettings}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            CALIBRATION_FRACTION,
            Type.DOUBLE,
            0.2,
            Range.between(0.01, 0.9),
            Importance.MEDIUM,
            "Share of each class held out for p-values, 0.01 to 0.9.")
        .define(
            REDUCE,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether ProbCover chooses the known frames; otherwise all pooled ones are known.")
        .define(
            REDUCE_FRACTION,
            Type.DOUBLE,
            0.1,
            Range.between(0.0001, 1),
            Importance.MEDIUM,
            "Share of each class that is kept, 0.0001 to 1.")
        .define(
            REDUCE_MINIMUM,
            Type.INT,
            50,
            Range.atLeast(1),
            Importance.LOW,
            "Frames kept of each class in any case, 1 or more.")
        .define(
            RADIUS_QUANTILE,
            Type.DOUBLE,
            0.5,
            Range.between(0, 1),
            Importance.LOW,
            "ProbCover's radius: this quantile of the distances from each frame to the nearest other"
                + " one of its class, 0 to 1.");
  }

  /** From validated settings. */
  public static ReferenceConfig from(AbstractConfig config) {
    return new ReferenceConfig(
        config.getDouble(CALIBRATION_FRACTION),
        config.getBoolean(REDUCE),
        config.getDouble(REDUCE_FRACTION),
        config.getInt(REDUCE_MINIMUM),
        config.getDouble(RADIUS_QUANTILE),
        ScoreSettings.from(config).options());
  }
}
