package io.sisom.method;

import java.util.Arrays;

/**
 * A block of frames to measure against a known set. Arrays are not to be changed.
 *
 * @param frames one finite row a frame
 * @param labels class of each frame, whose samples are its inner ones
 * @param excluded row of the sample each frame passes over (itself), or {@link Neighbors#NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Queries(Features frames, int[] labels, int[] excluded) {

  /** Throws {@link IllegalArgumentException} where lengths disagree. */
  public Queries {
    Shapes.requireLength("labels", labels.length, frames.rows());
    Shapes.requireLength("excluded", excluded.length, frames.rows());
  }

  /** That pass over nothing. */
  public static Queries of(Features frames, int[] labels) {
    int[] excluded = new int[labels.length];
    Arrays.fill(excluded, Neighbors.NONE);
    return new Queries(frames, labels, excluded);
  }

  /** Number of frames. */
  public int size() {
    return labels.length;
  }
}
