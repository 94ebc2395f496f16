package io.sisom.training;

import io.sisom.model.Head;
import java.util.function.Function;

/**
 * Logits of a head from features the network has given, so that a new head needs no new pass.
 *
 * @param offset where in the tap vector the head's input begins
 */
record HeadLogits(Head head, int offset) implements Function<float[], float[]> {
  @Override
  public float[] apply(float[] taps) {
    int units = head.penultimate();
    float[] logits = new float[head.classes()];
    for (int c = 0; c < logits.length; c++) {
      double sum = head.bias()[c];
      for (int k = 0; k < units; k++) {
        sum += (double) head.weight()[c * units + k] * taps[offset + k];
      }
      logits[c] = (float) sum;
    }
    return logits;
  }
}
