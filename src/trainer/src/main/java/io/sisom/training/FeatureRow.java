package io.sisom.training;

/** What a network gives for one frame: logits, activations and, where they are read, gradients. */
@SuppressWarnings("ArrayRecordComponent") // a row of a table, never compared
record FeatureRow(float[] logits, float[] taps, float[] tapGradients) {
  /** Bytes of its numbers. */
  int bytes() {
    return Float.BYTES * (logits.length + taps.length + tapGradients.length);
  }
}
