package io.sisom.testkit;

/**
 * Sizes of tests that have a short form, part of every build, and a long form, which the profiles
 * {@code crash}, {@code fleet}, {@code soak}, {@code fuzz}, {@code load}, {@code interleavings} and
 * {@code brokers} run.
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
