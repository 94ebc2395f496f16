package io.sisom.evaluation;

import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;

/**
 * Known frames as the network sees them: all that a detector is fitted on. No novel frame is among
 * them.
 *
 * @param features one row a frame
 * @param labels true label of each frame, an index among the head's labels
 * @param layout of the taps
 * @param head that made the logits; it reads the last tap where that is as wide as the head's
 *     penultimate layer
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record KnownTable(Activations features, int[] labels, TapLayout layout, Head head) {
  /** Checks that the sizes agree. */
  public KnownTable {
    if (labels.length != features.frames() || layout.width() != features.width()) {
      throw new IllegalArgumentException(
          "%d labels for %d frames, taps of %d units for rows of %d"
              .formatted(labels.length, features.frames(), layout.width(), features.width()));
    }
  }
}
