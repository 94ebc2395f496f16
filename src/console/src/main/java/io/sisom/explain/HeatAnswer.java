package io.sisom.explain;

import io.sisom.frame.FramePng;

/** A heat map of a frame, or why there is none. */
public sealed interface HeatAnswer {
  /**
   * To be laid over the frame.
   *
   * @param version of the reference set whose network drew it
   */
  record Drawn(FramePng.Tint tint, long version) implements HeatAnswer {}

  /** This network, or this frame, has none; asking again is of no use. */
  record None(String reason) implements HeatAnswer {}

  /** Not now; ask again. */
  record NotYet(String reason) implements HeatAnswer {}
}
