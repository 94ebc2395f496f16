package io.sisom.reference;

import io.sisom.method.Head;
import java.util.OptionalDouble;

/**
 * What a reference set has learned of frames that show none of the classes: rows of a linear layer
 * over what the head reads, beside the head's own. They give a probability and nothing else;
 * logits, pseudo-class, energy and distances are of the classes alone.
 *
 * @param head one row for each kind of answer that is no class, labeled with the kind
 * @param offset where in the tap vector the head's input begins, 0 or more
 */
public record NoneRows(Head head, int offset) {
  /** Throws {@link IllegalArgumentException} where the offset is negative. */
  public NoneRows {
    if (offset < 0) {
      throw new IllegalArgumentException("none of these: the head's input begins at " + offset);
    }
  }

  /** One past the last unit of the tap vector that it reads. */
  long end() {
    return (long) offset + head.penultimate();
  }

  /**
   * Share of the kinds that are no class in the softmax over them and all classes.
   *
   * @param energy of the frame's logits, {@code −logsumexp} over the classes
   * @param taps an array that holds the frame's tap vector
   * @param from where in it that begins
   * @return 0 to 1; empty where what the rows read, or the energy, is not finite
   */
  public OptionalDouble probability(double energy, float[] taps, int from) {
    double[] logits = head.logits(taps, from + offset);
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      if (!Double.isFinite(logit)) {
        return OptionalDouble.empty();
      }
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - most);
    }
    double odds = most + Math.log(sum) + energy;
    return Double.isFinite(odds)
        ? OptionalDouble.of(1 / (1 + Math.exp(-odds)))
        : OptionalDouble.empty();
  }
}
