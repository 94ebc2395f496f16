package io.sisom.evaluation.episode;

import java.util.stream.IntStream;

/**
 * Frames of a stream that follow each other.
 *
 * @param from the first
 * @param to the one after the last
 */
public record Stretch(int from, int to) {
  /** Its frames. */
  public int[] frames() {
    return IntStream.range(from, to).toArray();
  }

  /** Number of frames. */
  public int size() {
    return to - from;
  }

  /** Whether the frames from one to before another lie in it. */
  boolean holds(int first, int end) {
    return first >= from && end <= to;
  }

  /** The first of its frames at a time or later; {@link #to} where there is none. */
  int firstAt(long[] millis, long at) {
    int frame = from;
    while (frame < to && millis[frame] < at) {
      frame++;
    }
    return frame;
  }
}
