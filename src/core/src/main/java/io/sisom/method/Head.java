package io.sisom.method;

import java.util.HashSet;
import java.util.List;

/**
 * The last, linear layer of a network: an input of the model, so that the label set can grow at run
 * time. Arrays are not to be changed.
 *
 * @param labels of its K rows, in order, distinct
 * @param penultimate P, units of the layer below, 1 or more
 * @param weight {@code float[K * P]}, row-major
 * @param bias {@code float[K]}
 */
public record Head(List<String> labels, int penultimate, float[] weight, float[] bias) {

  /** Throws {@link IllegalArgumentException} where shapes disagree or labels repeat. */
  public Head {
    labels = List.copyOf(labels);
    if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException("head: labels " + labels + " are none or not distinct");
    }
    if (penultimate < 1
        || bias.length != labels.size()
        || weight.length != (long) labels.size() * penultimate) {
      throw new IllegalArgumentException(
          String.format(
              "head: %d labels of %d units do not fit %d weights and %d biases",
              labels.size(), penultimate, weight.length, bias.length));
    }
  }

  /**
   * Logits of one row of features: weight · features + bias.
   *
   * @param values an array that holds the row
   * @param offset where in it the row's P units begin
   * @return {@code double[K]}
   */
  public double[] logits(float[] values, int offset) {
    double[] logits = new double[classes()];
    for (int c = 0; c < logits.length; c++) {
      double sum = bias[c];
      for (int k = 0; k < penultimate; k++) {
        sum += (double) weight[c * penultimate + k] * values[offset + k];
      }
      logits[c] = sum;
    }
    return logits;
  }

  /** K, the number of labels. */
  public int classes() {
    return labels.size();
  }
}
