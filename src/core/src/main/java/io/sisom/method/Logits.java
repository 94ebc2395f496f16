package io.sisom.method;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** One frame's logits, one for each class, read in float64. */
public final class Logits {
  private final double[] values;

  private Logits(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("logits: there are none; a head has at least one class");
    }
    this.values = values;
  }

  /** Copies one frame's logits, {@code classes} values from {@code offset} on. */
  public static Logits of(float[] logits, int offset, int classes) {
    double[] values = new double[classes];
    for (int c = 0; c < classes; c++) {
      values[c] = logits[offset + c];
    }
    return new Logits(values);
  }

  /** Copies one frame's logits. */
  public static Logits of(double... logits) {
    return new Logits(logits.clone());
  }

  /** Whether every logit is a finite number; the rest of this class is meaningful only then. */
  public boolean areFinite() {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Pseudo-class: index of the largest logit, the lowest on a tie. */
  public int pseudoClass() {
    int best = 0;
    for (int c = 1; c < values.length; c++) {
      if (values[c] > values[best]) {
        best = c;
      }
    }
    return best;
  }

  /** The same among some classes; empty where there are none. */
  OptionalInt pseudoClassAmong(IntPredicate classes) {
    int best = -1;
    for (int c = 0; c < values.length; c++) {
      if (classes.test(c) && (best < 0 || values[c] > values[best])) {
        best = c;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Energy {@code −logsumexp}, without overflow; higher is more uncertain. */
  public double energy() {
    double max = values[pseudoClass()];
    return -(max + Math.log(sumOfExponentials(max)));
  }

  /** Softmax, without overflow: one probability for each class. */
  public double[] probabilities() {
    double max = values[pseudoClass()];
    double sum = sumOfExponentials(max);
    double[] probabilities = new double[values.length];
    for (int c = 0; c < values.length; c++) {
      probabilities[c] = Math.exp(values[c] - max) / sum;
    }
    return probabilities;
  }

  /** Gradient of KL(u‖p) at the logits, {@code p − 1/C} (Eq. 3). */
  public double[] saliency() {
    double[] gradient = probabilities();
    for (int c = 0; c < gradient.length; c++) {
      gradient[c] -= 1.0 / gradient.length;
    }
    return gradient;
  }

  private double sumOfExponentials(double max) {
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - max);
    }
    return sum;
  }
}
