package io.sisom.method;

import java.util.Set;

/**
 * The enhanced feature of a frame (Eq. 4, 12, 13), centered: {@code ½·tanh(α·h·g/2) = σ(α·h·g) −
 * ½}. Distances are those of the paper's sigmoid, without its cancellation around ½ (float32 error
 * 5e-5 instead of 10 %). Each unit is in [−½, ½].
 */
public final class Enhancement implements FeatureMap {
  private final Steepness steepness;
  private final boolean saliency;
  private final int[] units;
  private final double[] halfSteepness;

  /** The paper's. */
  public Enhancement(Steepness steepness) {
    this(steepness, true);
  }

  /**
   * With a switch for ablation.
   *
   * @param saliency whether activations are multiplied by their gradients; if not, the feature is
   *     {@code ½·tanh(α·h/2)} and needs no backward pass
   */
  public Enhancement(Steepness steepness, boolean saliency) {
    this.steepness = steepness;
    this.saliency = saliency;
    this.units = steepness.units();
    this.halfSteepness = steepness.perUnit();
    for (int u = 0; u < halfSteepness.length; u++) {
      halfSteepness[u] /= 2;
    }
  }

  /** α of each tap. */
  public Steepness steepness() {
    return steepness;
  }

  @Override
  public TapLayout layout() {
    return steepness.layout();
  }

  @Override
  public boolean needsGradients() {
    return saliency;
  }

  @Override
  public Set<String> gradientTaps() {
    return saliency ? Set.copyOf(steepness.active()) : Set.of();
  }

  @Override
  public int width() {
    return units.length;
  }

  @Override
  public boolean enhance(float[] taps, float[] grads, int offset, float[] out, int outOffset) {
    boolean finite = true;
    for (int u = 0; u < units.length; u++) {
      int k = offset + units[u];
      double product = saliency ? (double) taps[k] * grads[k] : taps[k];
      finite &= Double.isFinite(product);
      out[outOffset + u] = (float) centered(halfSteepness[u], product);
    }
    return finite;
  }

  @Override
  public boolean enhance(double[] taps, double[] grads, int offset, double[] out, int outOffset) {
    boolean finite = true;
    for (int u = 0; u < units.length; u++) {
      int k = offset + units[u];
      double product = saliency ? taps[k] * grads[k] : taps[k];
      finite &= Double.isFinite(product);
      out[outOffset + u] = centered(halfSteepness[u], product);
    }
    return finite;
  }

  private static double centered(double halfSteepness, double product) {
    return Math.tanh(halfSteepness * product) / 2;
  }
}
