package io.sisom.scoring;

import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;

/**
 * A frame with its score.
 *
 * @param frame as it came
 * @param score what the active version says of it
 * @param enhanced centered enhanced feature, one float a tap unit
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ScoredFrame(SensorFrame frame, FrameScore score, float[] enhanced)
    implements FrameOutcome {
  /** The same frame with another score. */
  ScoredFrame with(FrameScore other) {
    return new ScoredFrame(frame, other, enhanced);
  }
}
