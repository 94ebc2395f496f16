package io.sisom.learning;

import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import java.util.OptionalInt;

/** Finds the tap that the head reads, by what comes out: logits = weight · tap + bias. */
public final class PenultimateTap {
  private static final double TOLERANCE = 1e-3;

  private PenultimateTap() {}

  /**
   * Where in the tap vector it begins; empty where no tap is what the head reads.
   *
   * @param batch what the network said of some frames with {@code head}
   */
  public static OptionalInt offset(TapLayout layout, Head head, Activations batch) {
    return layout.taps().stream()
        .filter(tap -> tap.width() == head.penultimate())
        .mapToInt(TapLayout.Tap::offset)
        .filter(offset -> makesLogits(offset, head, batch))
        .reduce((first, last) -> last);
  }

  private static boolean makesLogits(int offset, Head head, Activations batch) {
    int classes = head.classes();
    for (int row = 0; row < batch.frames(); row++) {
      double[] again = head.logits(batch.taps(), row * batch.width() + offset);
      for (int c = 0; c < classes; c++) {
        double given = batch.logits()[row * classes + c];
        if (Math.abs(again[c] - given) > TOLERANCE * Math.max(1, Math.abs(given))) {
          return false;
        }
      }
    }
    return true;
  }
}
