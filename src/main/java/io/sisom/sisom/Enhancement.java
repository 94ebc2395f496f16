package io.sisom.sisom;

/**
 * The enhanced feature of a frame (Eq. 4, 12, 13), centred: {@code ½·tanh(α·h·g/2) = σ(α·h·g) − ½}.
 * Distances are those of the paper's sigmoid, without its cancellation around ½ (float32 error 5e-5
 * instead of 10 %). Each unit is in [−½, ½].
 */
public final class Enhancement {
  private final int[] units;
  private final double[] halfSteepness;

  public Enhancement(Steepness steepness) {
    this.units = steepness.units();
    this.halfSteepness = steepness.perUnit();
    for (int u = 0; u < halfSteepness.length; u++) {
      halfSteepness[u] /= 2;
    }
  }

  /** Units of an enhanced feature: those of the taps that are switched on. */
  public int width() {
    return units.length;
  }

  /**
   * Enhances one frame.
   *
   * @param taps activations h, one frame's units from {@code offset} on
   * @param grads gradients g of KL(u‖p), at the same places (Eq. 3)
   * @param out where the enhanced feature goes, from {@code outOffset} on
   * @return whether h⊙g was finite in every active unit; if not, {@code out} is not to be used
   */
  public boolean enhance(float[] taps, float[] grads, int offset, float[] out, int outOffset) {
    boolean finite = true;
    for (int u = 0; u < units.length; u++) {
      int k = offset + units[u];
      double product = (double) taps[k] * grads[k];
      finite &= Double.isFinite(product);
      out[outOffset + u] = (float) centred(halfSteepness[u], product);
    }
    return finite;
  }

  /** The same in float64. */
  public boolean enhance(double[] taps, double[] grads, int offset, double[] out, int outOffset) {
    boolean finite = true;
    for (int u = 0; u < units.length; u++) {
      int k = offset + units[u];
      double product = taps[k] * grads[k];
      finite &= Double.isFinite(product);
      out[outOffset + u] = centred(halfSteepness[u], product);
    }
    return finite;
  }

  private static double centred(double halfSteepness, double product) {
    return Math.tanh(halfSteepness * product) / 2;
  }
}
