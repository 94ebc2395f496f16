package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import io.sisom.method.TapLayout;
import io.sisom.method.TapLayout.Tap;
import java.util.Arrays;

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

  /** Rows of values of one's own, {@code width} each. */
  static LastUnits of(float[] values, int width) {
    return new LastUnits(values, width);
  }

  /** Some rows, in the order given. */
  LastUnits select(int[] rows) {
    float[] selected = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, selected, i * width, width);
    }
    return new LastUnits(selected, width);
  }

  /**
   * Mean row of each group.
   *
   * @param groups of each row
   * @param before what stands for a group without rows; as many rows as there are groups
   */
  LastUnits means(int[] groups, LastUnits before) {
    double[] sums = new double[before.values.length];
    int[] counts = new int[before.rows()];
    for (int row = 0; row < groups.length; row++) {
      counts[groups[row]]++;
      for (int k = 0; k < width; k++) {
        sums[groups[row] * width + k] += values[row * width + k];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      int count = counts[i / width];
      means[i] = count == 0 ? before.values[i] : (float) (sums[i] / count);
    }
    return new LastUnits(means, width);
  }

  /** These rows and behind them those of another, as wide ones. */
  LastUnits and(LastUnits other) {
    float[] all = Arrays.copyOf(values, Math.addExact(values.length, other.values.length));
    System.arraycopy(other.values, 0, all, values.length, other.values.length);
    return new LastUnits(all, width);
  }

  /** Rows from one to before another. */
  LastUnits range(int from, int to) {
    return new LastUnits(Arrays.copyOfRange(values, from * width, to * width), width);
  }

  /** Each row divided by its length; rows of zeros stay. */
  LastUnits normalized() {
    float[] divided = new float[values.length];
    for (int row = 0; row < rows(); row++) {
      double length = Math.max(1e-12, Math.sqrt(product(this, row, this, row)));
      for (int k = 0; k < width; k++) {
        divided[row * width + k] = (float) (values[row * width + k] / length);
      }
    }
    return new LastUnits(divided, width);
  }

  /** All values, row-major; not to be changed. */
  float[] values() {
    return values;
  }

  int width() {
    return width;
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
