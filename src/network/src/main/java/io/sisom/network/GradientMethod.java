package io.sisom.network;

import java.util.Set;

/**
 * A method of a bundle that gives logits, taps and tap gradients.
 *
 * @param name in the TorchScript file
 * @param taps names of those it gives gradients of; at the others it gives zeros
 */
record GradientMethod(String name, Set<String> taps) {
  /** Copies. */
  public GradientMethod {
    taps = Set.copyOf(taps);
  }
}
