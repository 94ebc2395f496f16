package io.sisom.network;

import java.util.Locale;
import java.util.Optional;

/**
 * In which numbers the network runs when it scores. Logits, taps and gradients come as float32, and
 * learning always runs in 32 bits.
 */
public enum Precision {
  /** Single precision whose convolutions may cut their inputs to ten bits, for GPUs. */
  TF32,
  /** Single precision everywhere: on a GPU the same numbers as on a CPU, but for rounding. */
  FLOAT32,
  /** Half precision, for GPUs; the bundle must have a method for it. */
  FLOAT16,
  /** Half as many bits with float32's range, for GPUs; the bundle must have a method for it. */
  BFLOAT16;

  /** As the setting {@code precision} writes it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a CPU runs in it. */
  boolean onCpu() {
    return this == FLOAT32;
  }

  /** Whether a GPU's convolutions may cut float32 inputs: in learning too, where not FLOAT32. */
  boolean allowsTf32() {
    return this != FLOAT32;
  }

  /** What a bundle names the method that turns scoring to it; empty where none is needed. */
  Optional<String> method(ModelBundle bundle) throws BundleException {
    BundleMethods methods = bundle.description().methods();
    if (this == TF32 || this == FLOAT32) {
      return Optional.empty();
    }
    Optional<String> method = this == FLOAT16 ? methods.half() : methods.bfloat16();
    if (method.isEmpty()) {
      throw new BundleException(
          bundle.descriptionFile()
              + ": names no method for "
              + (this == FLOAT16 ? "half precision" : key())
              + "; set precision to float32, or export the network again");
    }
    return method;
  }
}
