package io.sisom.wire;

/**
 * Delays in steps of 9 %, as {@code SensorSummary} counts them: step s stands for those up to
 * 2^(s/8) - 1 ms, so that percentiles cost the same however many delays there are.
 */
public final class DelaySteps {
  /** How many there are: up to 2^31 ms, some 24 days. */
  public static final int COUNT = 31 * 8 + 1;

  private static final int STEPS_PER_OCTAVE = 8;

  private DelaySteps() {}

  /**
   * The step of a delay, 0 to {@link #COUNT} - 1; a negative one, of clocks that disagree, is 0.
   */
  public static int of(long millis) {
    double octaves = Math.log(Math.max(0, millis) + 1.0) / Math.log(2);
    return Math.min(COUNT - 1, (int) Math.ceil(STEPS_PER_OCTAVE * octaves));
  }

  /** The longest delay of a step, ms. */
  public static double millis(int step) {
    return Math.pow(2, (double) step / STEPS_PER_OCTAVE) - 1;
  }
}
