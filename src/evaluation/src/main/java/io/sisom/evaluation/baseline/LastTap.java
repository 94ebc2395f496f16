package io.sisom.evaluation.baseline;

import io.sisom.method.Activations;
import io.sisom.method.TapLayout;
import io.sisom.method.TapLayout.Tap;

/**
 * The last tap's units in rows of all taps: the pooled feature nearest to the head.
 *
 * @param offset of its first unit
 * @param width units
 */
record LastTap(int offset, int width) {
  /** Where it stands in a layout. */
  static LastTap of(TapLayout layout) {
    Tap last = layout.taps().get(layout.taps().size() - 1);
    return new LastTap(last.offset(), last.width());
  }

  /** Copies the tap's units of all frames, one row a frame. */
  float[] rows(Activations frames) {
    float[] rows = new float[Math.multiplyExact(frames.frames(), width)];
    for (int i = 0; i < frames.frames(); i++) {
      System.arraycopy(frames.taps(), i * frames.width() + offset, rows, i * width, width);
    }
    return rows;
  }

  /** As {@link #rows}, each row scaled to length 1; a row of zeros stays so. */
  float[] unitRows(Activations frames) {
    float[] rows = rows(frames);
    for (int from = 0; from < rows.length; from += width) {
      double squares = 0;
      for (int u = from; u < from + width; u++) {
        squares += (double) rows[u] * rows[u];
      }
      double length = Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
      for (int u = from; u < from + width; u++) {
        rows[u] = (float) (rows[u] / length);
      }
    }
    return rows;
  }
}
