package io.sisom.sisom;

/** From where the outer distance (Eq. 6) is measured: the paper's text allows both. */
public enum OuterReading {
  /** From the frame itself. */
  QUERY,
  /**
   * From the frame's nearest inner sample, as distance-based surprise adequacy (DSA) does. A frame
   * without an inner sample has no anchor: its outer distance is measured from the frame. An
   * anchor's outer distance belongs to the known set, so a sample passed over still counts in it;
   * with true labels (Eq. 10) that makes no difference.
   */
  ANCHOR
}
