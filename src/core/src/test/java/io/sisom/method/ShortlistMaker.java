package io.sisom.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A device in Java, as rough as one may be: features a step off, float32 sums, of equal rows the
 * last.
 */
final class ShortlistMaker {
  private final DeviceRows rows;
  private final boolean rough;
  private final ShortlistBound bound;

  /** With inputs cut to ten bits where {@code rough}. */
  ShortlistMaker(DeviceRows rows, boolean rough) {
    this.rows = rows;
    this.rough = rough;
    double error = rows.width() * 0x1p-24 / (1 - rows.width() * 0x1p-24);
    this.bound = new ShortlistBound(rows, error + (rough ? 0x1p-9 * (1 + 0x1p-10) : 0));
  }

  Shortlist of(FloatFeatures frames, int[] classes, int length) {
    int[] inner = new int[classes.length * length];
    int[] outer = new int[classes.length * length];
    float[] innerBeyond = new float[classes.length];
    float[] outerBeyond = new float[classes.length];
    for (int i = 0; i < classes.length; i++) {
      float[] values = values(frames, i);
      innerBeyond[i] = list(values, classes[i], true, inner, i * length, length);
      outerBeyond[i] = list(values, classes[i], false, outer, i * length, length);
    }
    return new Shortlist(bound, length, classes, inner, innerBeyond, outer, outerBeyond);
  }

  private float list(float[] values, int label, boolean inside, int[] to, int at, int length) {
    int[] best =
        IntStream.range(0, rows.count())
            .filter(row -> (rows.classes()[row] == label) == inside)
            .boxed()
            .sorted(
                Comparator.comparing((Integer row) -> -values[row])
                    .thenComparing(Comparator.<Integer>reverseOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < length; i++) {
      to[at + i] = i < best.length ? best[i] : -1;
    }
    return best.length > length ? values[best[length]] : Float.NEGATIVE_INFINITY;
  }

  private float[] values(FloatFeatures frames, int frame) {
    int width = rows.width();
    float[] moved = Arrays.copyOfRange(frames.values(), frame * width, (frame + 1) * width);
    for (int u = 0; u < width; u++) {
      float off = u % 2 == 0 ? Math.nextUp(moved[u]) : Math.nextDown(moved[u]);
      moved[u] = cut(off - rows.center()[u]);
    }
    float[] values = new float[rows.count()];
    for (int row = 0; row < values.length; row++) {
      float sum = 0;
      for (int u = 0; u < width; u++) {
        sum += moved[u] * cut(rows.values()[row * width + u]);
      }
      values[row] = sum - rows.halfSquares()[row];
    }
    return values;
  }

  private float cut(float value) {
    return rough ? Float.intBitsToFloat(Float.floatToRawIntBits(value) & (-1 << 13)) : value;
  }
}
