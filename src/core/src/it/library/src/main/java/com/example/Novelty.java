package com.example;

import io.sisom.method.Enhancement;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Logits;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import java.util.List;
import java.util.Map;

/** The README's example, as a user's class. */
public final class Novelty {
  private final Enhancement enhancement;
  private final KnownSet known;
  private final int width;

  /** From what the network says of known frames, row by row. */
  public Novelty(float[] taps, float[] tapGradients, int[] labels, int classes) {
    this.width = taps.length / labels.length;
    TapLayout layout = new TapLayout(List.of(new TapLayout.Tap("avgpool", 0, width)));
    this.enhancement = new Enhancement(Steepness.absolute(layout, Map.of("avgpool", 1.0)));
    float[] enhanced = new float[taps.length];
    for (int row = 0; row < labels.length; row++) {
      enhancement.enhance(taps, tapGradients, row * width, enhanced, row * width);
    }
    this.known = KnownSet.of(new FloatFeatures(enhanced, labels.length, width), labels, classes);
  }

  /** Higher is more novel. */
  public double ratio(float[] taps, float[] tapGradients, Logits logits) {
    float[] frame = new float[width];
    enhancement.enhance(taps, tapGradients, 0, frame, 0);
    Neighbors found =
        known.nearest(
            FloatFeatures.ofRow(frame), 0, logits.pseudoClass(), Neighbors.NONE, OuterReading.QUERY);
    return found.ratio();
  }
}
