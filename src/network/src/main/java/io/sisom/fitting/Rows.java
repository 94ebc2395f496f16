package io.sisom.fitting;

import io.sisom.method.Activations;
import io.sisom.method.DistanceRule;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
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

  /** Class whose known frames are each row's inner ones. */
  static int[] innerClasses(Activations frames, DistanceRule rule, KnownSet known) {
    int classes = frames.classes();
    return IntStream.range(0, frames.frames())
        .map(row -> rule.innerClass(known, Logits.of(frames.logits(), row * classes, classes)))
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
