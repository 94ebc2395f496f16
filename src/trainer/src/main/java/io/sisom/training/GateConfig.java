package io.sisom.training;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How much worse than the active version a new one may be on held-out frames.
 *
 * @param accuracyDrop of all frames, 0 to 1
 * @param classDrop of the frames of one class, 0 to 1
 * @param classFrames held-out frames a class must have to be looked at by itself
 * @param calibrationRise of the expected calibration error, 0 to 1
 * @param ratioAverageRise of r_avg, where both have the same score settings
 */
public record GateConfig(
    double accuracyDrop,
    double classDrop,
    int classFrames,
    double calibrationRise,
    double ratioAverageRise) {
  private static final String ACCURACY = "gate.accuracy.drop";
  private static final String CLASS = "gate.class.drop";
  private static final String CLASS_FRAMES = "gate.class.frames";
  private static final String CALIBRATION = "gate.calibration.rise";
  private static final String RATIO_AVERAGE = "gate.ravg.rise";

  /** The settings {@code gate.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            ACCURACY,
            Type.DOUBLE,
            0.01,
            Range.between(0, 1),
            Importance.HIGH,
            "Largest fall of the accuracy on held-out frames against the active version, 0 to 1; a"
                + " version that falls further is kept as rejected. One frame may always change.")
        .define(
            CLASS,
            Type.DOUBLE,
            0.05,
            Range.between(0, 1),
            Importance.MEDIUM,
            "The same for each class with enough held-out frames.")
        .define(
            CLASS_FRAMES,
            Type.INT,
            20,
            Range.atLeast(1),
            Importance.LOW,
            "Held-out frames that are enough for gate.class.drop.")
        .define(
            CALIBRATION,
            Type.DOUBLE,
            0.05,
            Range.between(0, 1),
            Importance.MEDIUM,
            "Largest rise of the expected calibration error, 0 to 1.")
        .define(
            RATIO_AVERAGE,
            Type.DOUBLE,
            0.1,
            Range.between(0, 1e6),
            Importance.LOW,
            "Largest rise of r_avg, looked at where the score's settings stayed.");
  }

  /** From validated settings. */
  public static GateConfig from(AbstractConfig config) {
    return new GateConfig(
        config.getDouble(ACCURACY),
        config.getDouble(CLASS),
        config.getInt(CLASS_FRAMES),
        config.getDouble(CALIBRATION),
        config.getDouble(RATIO_AVERAGE));
  }
}
