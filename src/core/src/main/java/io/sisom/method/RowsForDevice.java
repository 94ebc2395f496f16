package io.sisom.method;

import io.sisom.method.internal.Bounds;
import io.sisom.method.internal.Centered;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Moves known rows for a device. */
final class RowsForDevice {
  private RowsForDevice() {}

  static Optional<DeviceRows> of(SortedRows known) {
    if (!(known.features() instanceof FloatFeatures floats) || !Bounds.hold(floats)) {
      return Optional.empty();
    }
    float[] center = Centered.centerOf(floats);
    Centered centered = Centered.of(floats, IntStream.range(0, floats.rows()).toArray(), center);
    double[] norms = centered.norms();
    float[] halfSquares = new float[norms.length];
    for (int row = 0; row < norms.length; row++) {
      halfSquares[row] = (float) (norms[row] * norms[row] / 2);
    }
    int[] classes = new int[norms.length];
    int[] segments = known.segments();
    for (int label = 0; label < segments.length - 1; label++) {
      Arrays.fill(classes, segments[label], segments[label + 1], label);
    }
    return Optional.of(
        new DeviceRows(
            centered.values(),
            floats.rows(),
            floats.width(),
            center,
            halfSquares,
            classes,
            Arrays.stream(norms).max().orElse(0)));
  }
}
