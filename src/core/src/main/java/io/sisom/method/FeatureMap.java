package io.sisom.method;

import java.util.Set;

/** Turns a frame's taps into the feature that distances are measured between. Immutable. */
public sealed interface FeatureMap permits Enhancement, LeanFeature, SalientLeanFeature {
  /** Layout of the taps it reads. */
  TapLayout layout();

  /** Units of a feature: those of the taps that are switched on. */
  int width();

  /** Whether it reads the gradients; if not, the network's forward pass is enough. */
  boolean needsGradients();

  /** Names of the taps whose gradients it reads; those of others may be zeros. */
  Set<String> gradientTaps();

  /**
   * Makes one frame's feature.
   *
   * @param taps activations h, one frame's units from {@code offset} on
   * @param grads gradients g of KL(u‖p), at the same places (Eq. 3); not touched, so it may be
   *     empty, where {@link #needsGradients()} is false
   * @param out where the feature goes, from {@code outOffset} on
   * @return whether all it read was finite; if not, {@code out} is not to be used
   */
  boolean enhance(float[] taps, float[] grads, int offset, float[] out, int outOffset);

  /** The same in float64. */
  boolean enhance(double[] taps, double[] grads, int offset, double[] out, int outOffset);
}
