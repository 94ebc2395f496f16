package io.sisom.reference;

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

  /** K, the number of labels. */
  public int classes() {
    return labels.size();
  }
}
