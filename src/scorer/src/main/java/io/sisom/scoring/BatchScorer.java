package io.sisom.scoring;

import io.sisom.method.FrameShape;
import java.util.List;

/**
 * What scores batches of frames, on one device or several. One thread starts batches on a device at
 * a time, and they are finished in their order.
 */
public interface BatchScorer {
  /** What it takes. */
  FrameShape input();

  /** How it wants its batches. */
  default BatchPlan plan() {
    return BatchPlan.OF_CPU;
  }

  /**
   * Starts a batch of frames in {@link #input} shape. Unless it is overridden, it scores them at
   * once.
   *
   * @param device on which, counted from 0
   */
  default StartedBatch start(int device, List<ReadyFrame> frames, ScoringMetrics metrics) {
    List<FrameOutcome> done = score(frames, metrics);
    return () -> done;
  }

  /** Scores a batch of frames in {@link #input} shape; one outcome a frame, in order. */
  List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics);
}
