package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The README's example of use without Kafka. */
@Tag("numeric")
class LibraryExampleTest {
  @Test
  void scoresFramesWithoutKafka() {
    // What your network says: spatial means of activations, and of gradients of KL(u‖p), per tap.
    TapLayout layout = new TapLayout(java.util.List.of(new TapLayout.Tap("avgpool", 0, 2)));
    float[] knownTaps = {1, 0, 1, 0.1f, 0, 1, 0.1f, 1};
    float[] knownGrads = {1, 1, 1, 1, 1, 1, 1, 1};
    int[] labels = {0, 0, 1, 1};

    Enhancement enhancement = new Enhancement(Steepness.absolute(layout, Map.of("avgpool", 1.0)));
    float[] enhanced = new float[knownTaps.length];
    for (int row = 0; row < labels.length; row++) {
      enhancement.enhance(knownTaps, knownGrads, row * 2, enhanced, row * 2);
    }
    KnownSet known = KnownSet.of(new FloatFeatures(enhanced, labels.length, 2), labels, 2);

    double familiar = ratio(enhancement, known, new float[] {1, 0.05f}, Logits.of(5, 0));
    double novel = ratio(enhancement, known, new float[] {0.6f, 0.5f}, Logits.of(1, 0.9));

    assertThat(familiar).isLessThan(0.1);
    assertThat(novel).isGreaterThan(0.5);
  }

  private static double ratio(
      Enhancement enhancement, KnownSet known, float[] taps, Logits logits) {
    float[] frame = new float[2];
    enhancement.enhance(taps, new float[] {1, 1}, 0, frame, 0);
    return known
        .nearest(
            FloatFeatures.ofRow(frame), 0, logits.pseudoClass(), Neighbors.NONE, OuterReading.QUERY)
        .ratio();
  }
}
