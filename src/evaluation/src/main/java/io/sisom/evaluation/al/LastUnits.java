package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import io.sisom.method.TapLayout;
import io.sisom.method.TapLayout.Tap;

/** Rows of the last tap's units, the feature nearest to the head. */
final class LastUnits {
  private final float[] values;
  private final int width;

  private LastUnits(float[] values, int width) {
    this.values = values;
    this.width = width;
  }

  static LastUnits of(Activations frames, TapLayout layout) {
    Tap last = layout.taps().get(layout.taps().size() - 1);
    float[] values = new float[Math.multiplyExact(frames.frames(), last.width())];
    for (int i = 0; i < frames.frames(); i++) {
      System.arraycopy(
          frames.taps(),
          i * frames.width() + last.offset(),
          values,
          i * last.width(),
          last.width());
    }
    return new LastUnits(values, last.width());
  }

  int rows() {
    return values.length / width;
  }

  /** Inner product of two rows. */
  static double product(LastUnits a, int i, LastUnits b, int j) {
    float sum = 0;
    for (int k = 0; k < a.width; k++) {
      sum += a.values[i * a.width + k] * b.values[j * b.width + k];
    }
    return sum;
  }

  /** Squared Euclidean distance of two rows. */
  static double squaredDistance(LastUnits a, int i, LastUnits b, int j) {
    float sum = 0;
    for (int k = 0; k < a.width; k++) {
      float d = a.values[i * a.width + k] - b.values[j * b.width + k];
      sum += d * d;
    }
    return sum;
  }
}
