package io.sisom.scoring;

import io.sisom.schema.PooledFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packs scored frames for the candidate pool. */
final class PooledFrames {
  private PooledFrames() {}

  /** Frame, score and enhanced feature in one record. */
  static PooledFrame of(ScoredFrame scored) {
    ByteBuffer enhanced =
        ByteBuffer.allocate(scored.enhanced().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    enhanced.asFloatBuffer().put(scored.enhanced());
    return new PooledFrame(scored.score(), scored.frame(), enhanced);
  }
}
