package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.util.List;
import java.util.Map;

/** Finds frames again that were scored: windows hold their scores and places, not their bytes. */
public interface FrameLookup {
  /**
   * The frames of these scores by frameId. One that is missing is gone: its place holds it no
   * longer, and never will.
   *
   * @throws RuntimeException where that cannot be said now: nothing may be committed then, so that
   *     the window is published when it can
   */
  Map<String, SensorFrame> find(List<FrameScore> scores);
}
