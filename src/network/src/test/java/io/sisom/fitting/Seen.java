package io.sisom.fitting;

import io.sisom.fitting.FittingFrames.Outliers;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.method.Activations;
import io.sisom.method.TapLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Frames as a network of three taps might see them: at {@code telling} outliers lie off the known
 * ones, at {@code blind} they do not, {@code silent} says nothing at all. Energies tell nothing.
 */
final class Seen {
  static final TapLayout LAYOUT =
      new TapLayout(
          List.of(
              new TapLayout.Tap("silent", 0, 4),
              new TapLayout.Tap("telling", 4, 8),
              new TapLayout.Tap("blind", 12, 8)));
  private static final int CLASSES = 3;

  private Seen() {}

  /** A few hundred frames. */
  static FittingFrames frames() {
    Random random = new Random(4);
    int[] labels = new int[240];
    Activations known = batch(labels.length, 0, random, labels);
    List<Outliers> outliers = new ArrayList<>();
    for (OutlierFamily family :
        List.of(OutlierFamily.MIXUP, OutlierFamily.ROTATION, OutlierFamily.NOISE)) {
      outliers.add(new Outliers(family, batch(80, 1, random, new int[80])));
    }
    return new FittingFrames(
        LAYOUT, CLASSES, known, labels, batch(80, 0, random, new int[80]), outliers);
  }

  private static Activations batch(int count, double off, Random random, int[] labels) {
    float[] logits = new float[count * CLASSES];
    float[] taps = new float[count * LAYOUT.width()];
    float[] grads = new float[count * LAYOUT.width()];
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      labels[i] = label;
      for (int c = 0; c < CLASSES; c++) {
        logits[i * CLASSES + c] = (float) ((c == label ? 6 : 0) + random.nextGaussian());
      }
      for (int u = 0; u < LAYOUT.width(); u++) {
        boolean silent = u < 4;
        boolean telling = u >= 4 && u < 12;
        double center = u % CLASSES == label ? 3 : 1;
        double noise = telling ? 0.3 : 1.5;
        double moved = telling ? off * (u % 2 == 0 ? 1.5 : -0.5) : 0;
        taps[i * LAYOUT.width() + u] =
            silent ? 1e-6f : (float) (center + moved + noise * random.nextGaussian());
        grads[i * LAYOUT.width() + u] = silent ? 1e-6f : 0.5f;
      }
    }
    return new Activations(count, logits, taps, grads);
  }
}
