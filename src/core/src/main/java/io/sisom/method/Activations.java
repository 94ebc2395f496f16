package io.sisom.method;

/**
 * What the network says of a batch of N frames.
 *
 * @param frames N
 * @param logits N x K, row-major
 * @param taps N x D: spatial means of the tap activations, Eq. 2
 * @param tapGradients N x D: spatial means of the gradient of KL(u||p) at the taps, Eq. 3, zeros at
 *     taps that were not asked for; empty after a forward pass alone
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared, handed on and dropped
public record Activations(int frames, float[] logits, float[] taps, float[] tapGradients) {
  /** Classes K. */
  public int classes() {
    return logits.length / frames;
  }

  /** Width D of the tap vector. */
  public int width() {
    return taps.length / frames;
  }

  /** Some rows, in the order given. */
  public Activations select(int[] rows) {
    return new Activations(
        rows.length,
        select(logits, rows, classes()),
        select(taps, rows, width()),
        tapGradients.length == 0 ? tapGradients : select(tapGradients, rows, width()));
  }

  private static float[] select(float[] values, int[] rows, int width) {
    float[] selected = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, selected, i * width, width);
    }
    return selected;
  }
}
