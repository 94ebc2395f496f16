package io.sisom.evaluation.baseline;

import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.Logits;
import java.util.function.UnaryOperator;

/**
 * The head applied anew to the last tap, for detectors that reshape what it reads.
 *
 * @param tap the penultimate layer's units
 * @param head the head, its weights changed or not
 */
record LinearHead(LastTap tap, Head head) {
  private static final int PROBES = 64;
  private static final double TOLERANCE = 0.01;

  /**
   * Whether the head reads the last tap: the widths agree and the logits come out again on known
   * frames, to a hundredth of the largest. A transformer's head, for one, reads a class token that
   * is as wide as the tap and is not the tap.
   */
  static boolean readsLastTap(KnownTable known) {
    LinearHead linear = new LinearHead(LastTap.of(known.layout()), known.head());
    if (linear.tap.width() != known.head().penultimate()) {
      return false;
    }
    Activations features = known.features();
    int classes = features.classes();
    for (int i = 0; i < Math.min(PROBES, features.frames()); i++) {
      double[] again =
          known.head().logits(features.taps(), i * features.width() + linear.tap.offset());
      double largest = 1;
      double error = 0;
      for (int c = 0; c < classes; c++) {
        double logit = features.logits()[i * classes + c];
        largest = Math.max(largest, Math.abs(logit));
        error = Math.max(error, Math.abs(logit - again[c]));
      }
      if (!(error <= TOLERANCE * largest)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The head over the last tap.
   *
   * @throws IllegalArgumentException where the head reads something else
   */
  static LinearHead of(KnownTable known) {
    if (!readsLastTap(known)) {
      throw new IllegalArgumentException(
          "the head does not read the last tap (%s): leave out detectors that reshape it, as"
                  .formatted(known.layout().names().get(known.layout().names().size() - 1))
              + " Baselines.applicableTo does");
    }
    return new LinearHead(LastTap.of(known.layout()), known.head());
  }

  /** The same tap under other weights, {@code classes * penultimate} of them. */
  LinearHead withWeight(float[] weight) {
    return new LinearHead(tap, new Head(head.labels(), head.penultimate(), weight, head.bias()));
  }

  /** Energy of the head's logits after each frame's penultimate row went through {@code shape}. */
  NoveltyScore energyAfter(UnaryOperator<float[]> shape) {
    return frames -> {
      double[] scores = new double[frames.frames()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Logits.of(head.logits(shape.apply(penultimate(frames, i)), 0)).energy();
      }
      return scores;
    };
  }

  private float[] penultimate(Activations frames, int row) {
    float[] units = new float[tap.width()];
    System.arraycopy(frames.taps(), row * frames.width() + tap.offset(), units, 0, tap.width());
    return units;
  }
}
