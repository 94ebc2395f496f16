package io.sisom.fitting;

import io.sisom.method.Activations;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Logits;
import java.util.stream.IntStream;

/** What is read off each row of what the network said. */
final class Rows {
  private Rows() {}

  static double[] energies(Activations frames) {
    int classes = frames.classes();
    return IntStream.range(0, frames.frames())
        .mapToDouble(row -> Logits.of(frames.logits(), row * classes, classes).energy())
        .toArray();
  }

  /** Pseudo-class of each row. */
  static int[] predicted(Activations frames) {
    int classes = frames.classes();
    return IntStream.range(0, frames.frames())
        .map(row -> Logits.of(frames.logits(), row * classes, classes).pseudoClass())
        .toArray();
  }

  static FloatFeatures features(Activations frames, FeatureMap map) {
    int rows = frames.frames();
    float[] features = new float[Math.multiplyExact(rows, map.width())];
    for (int row = 0; row < rows; row++) {
      int offset = row * frames.width();
      if (!map.enhance(frames.taps(), frames.tapGradients(), offset, features, row * map.width())) {
        throw new IllegalArgumentException(
            "fitting: row " + row + " is not finite and was not left out");
      }
    }
    return new FloatFeatures(features, rows, map.width());
  }
}
