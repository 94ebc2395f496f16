package io.sisom.testkit;

/**
 * Tests that have a short form, part of every build, and a long one, which the profiles {@code
 * crash}, {@code soak}, {@code fuzz} and {@code brokers} run.
 */
public final class LongForm {
  private static final boolean LONG = Boolean.getBoolean("sisom.test.long");

  private LongForm() {}

  /** Whether this is the long form. */
  public static boolean on() {
    return LONG;
  }

  /** The one or the other. */
  public static <T> T of(T shortForm, T longForm) {
    return LONG ? longForm : shortForm;
  }
}
