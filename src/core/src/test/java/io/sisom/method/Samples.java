package io.sisom.method;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Small builders of features for the tests. */
final class Samples {
  private Samples() {}

  static DoubleFeatures doubles(double[]... rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new DoubleFeatures(values, rows.length, width);
  }

  static FloatFeatures floats(double[]... rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new FloatFeatures(Golden.floats(values), rows.length, width);
  }

  /** Values on a coarse grid, so that ties and duplicates happen. */
  static double[][] grid(Random random, int rows, int width) {
    return IntStream.range(0, rows)
        .mapToObj(
            r -> IntStream.range(0, width).mapToDouble(u -> random.nextInt(5) / 8.0).toArray())
        .toArray(double[][]::new);
  }

  static int[] labels(Random random, int rows, int classes) {
    return IntStream.range(0, rows).map(r -> random.nextInt(classes)).toArray();
  }

  static int[] identity(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  /** The rows of one class, ascending. */
  static int[] rowsOf(int[] labels, int label) {
    return IntStream.range(0, labels.length).filter(row -> labels[row] == label).toArray();
  }
}
