package io.sisom.measure;

import io.sisom.method.Activations;
import io.sisom.method.Logits;

/** How often the largest logit is the true label's. */
public final class Accuracy {
  private Accuracy() {}

  /**
   * Share of frames classified rightly, 0 to 1.
   *
   * @param frames at least one
   * @param labels true label of each, an index among the logits
   */
  public static double of(Activations frames, int[] labels) {
    if (labels.length != frames.frames() || labels.length == 0) {
      throw new IllegalArgumentException(
          "accuracy: %d labels for %d frames".formatted(labels.length, frames.frames()));
    }
    int classes = frames.classes();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      Logits logits = Logits.of(frames.logits(), i * classes, classes);
      right += logits.pseudoClass() == labels[i] ? 1 : 0;
    }
    return right / (double) labels.length;
  }
}
