package io.sisom.scoring;

import io.sisom.method.FrameShape;
import java.util.List;

/** What scores a batch of frames; one thread scores at a time. */
public interface BatchScorer {
  /** What it takes. */
  FrameShape input();

  /** Scores a batch of frames in {@link #input} shape; one outcome a frame, in order. */
  List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics);
}
