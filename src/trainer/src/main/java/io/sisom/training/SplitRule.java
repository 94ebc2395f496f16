package io.sisom.training;

import io.sisom.labeling.Captured;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How frames are chosen that are held out for calibration and for the gate.
 *
 * @param fraction of each class, 0 to 1
 * @param unit what is held out as a whole
 * @param block how long a block is
 */
public record SplitRule(double fraction, CalibrationUnit unit, Duration block) {
  /** Of single frames. */
  public static SplitRule frames(double fraction) {
    return new SplitRule(fraction, CalibrationUnit.FRAME, Duration.ofSeconds(1));
  }

  /**
   * Name of the unit that a frame belongs to.
   *
   * @param captured who saw each frame and when, by frameId; a frame that it does not have is a
   *     unit of its own
   */
  String unitOf(String frameId, Map<String, Captured> captured) {
    @Nullable Captured seen = captured.get(frameId);
    if (seen == null || unit == CalibrationUnit.FRAME) {
      return frameId;
    }
    return unit == CalibrationUnit.SENSOR
        ? seen.sensorId()
        : seen.sensorId() + "|" + Math.floorDiv(seen.at().toEpochMilli(), block.toMillis());
  }
}
