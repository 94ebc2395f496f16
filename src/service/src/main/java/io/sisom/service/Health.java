package io.sisom.service;

/**
 * The answer to one health check.
 *
 * @param good whether all is well
 * @param reason in words, also when all is well
 */
public record Health(boolean good, String reason) {
  /** All is well. */
  public static Health good(String reason) {
    return new Health(true, reason);
  }

  /** Something is amiss. */
  public static Health bad(String reason) {
    return new Health(false, reason);
  }
}
