package io.sisom.scoring;

import java.util.List;

/** A batch that a device is at, or has done. To be finished once, by any thread. */
public interface StartedBatch {
  /**
   * Waits for the device and scores the frames.
   *
   * @return one outcome a frame, in order
   */
  List<FrameOutcome> finish();
}
