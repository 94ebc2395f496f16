package io.sisom.network;

/** In which numbers the network runs when it scores. Logits, taps and gradients come as float32. */
public enum Precision {
  /** Single precision. */
  FLOAT32,
  /** Half precision, for GPUs; the bundle must have a method for it. */
  FLOAT16;

  /** As the setting {@code precision} writes it. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
