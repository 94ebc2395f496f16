package io.sisom.reference;

/**
 * In which numbers, and on what, a network computed the features of a reference set. A scorer that
 * computes in others moves p-values a little.
 *
 * @param precision for example {@code float32} or {@code tf32}; empty where it is not known
 * @param device {@code cpu} or {@code gpu}; empty where it is not known
 */
public record Arithmetic(String precision, String device) {
  /** Of a set that an earlier version wrote. */
  public static final Arithmetic UNKNOWN = new Arithmetic("", "");

  /** Whether it is known of both that their numbers are not the same. */
  public boolean differsFrom(Arithmetic other) {
    return !precision.isEmpty() && !other.precision.isEmpty() && !precision.equals(other.precision);
  }
}
