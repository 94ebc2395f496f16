package io.sisom.scoring;

import io.sisom.schema.PooledFrame;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Packs scored frames for the ranking of their window. */
final class PooledFrames {
  private PooledFrames() {}

  /**
   * Score and enhanced feature in one record, with the frame's place instead of its bytes. A frame
   * that bears no bytes itself goes along.
   */
  static PooledFrame of(ScoredFrame scored) {
    ByteBuffer enhanced =
        ByteBuffer.allocate(scored.enhanced().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    enhanced.asFloatBuffer().put(scored.enhanced());
    boolean whole = scored.frame().getContent() == null || scored.score().getFrameOffset() == null;
    SensorFrame frame = whole ? scored.frame() : blank(scored.frame());
    return new PooledFrame(scored.score(), frame, enhanced, whole, 0, 0, false);
  }

  private static SensorFrame blank(SensorFrame frame) {
    return new SensorFrame("", "", frame.getCapturedAt(), "", 0, 0, null, null, null, Map.of());
  }
}
