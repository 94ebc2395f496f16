package io.sisom.recording;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is wanted of a film.
 *
 * @param everyNanos at most one picture in each stretch of this many nanoseconds, counted from time
 *     0 of the film, so that two runs take the same ones; 0 takes all
 * @param afterNanos only pictures after this time, which an earlier run reached; empty from the
 *     beginning on
 * @param rate pictures a second of a stream that has no times of its own; empty for the rate that
 *     it declares, or 25
 * @param maxPixels largest picture, width times height; a larger one is not decoded
 */
public record VideoChoices(
    long everyNanos, OptionalLong afterNanos, OptionalDouble rate, int maxPixels) {
  /** The same bound as for a frame, {@code frame.max.pixels}. */
  public static final int DEFAULT_MAX_PIXELS = 16_777_216;

  /** Every picture from the beginning on. */
  public static final VideoChoices ALL =
      new VideoChoices(0, OptionalLong.empty(), OptionalDouble.empty(), DEFAULT_MAX_PIXELS);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException where one is left
   */
  public VideoChoices {
    if (everyNanos < 0 || maxPixels < 1) {
      throw new IllegalArgumentException("everyNanos is below 0, or maxPixels below 1");
    }
    if (rate.isPresent() && !(rate.getAsDouble() > 0 && rate.getAsDouble() <= 100_000)) {
      throw new IllegalArgumentException(
          "a rate is above 0 and at most 100000 pictures a second, not " + rate.getAsDouble());
    }
  }

  /** The same with one picture in each stretch of so many nanoseconds. */
  public VideoChoices every(long nanos) {
    return new VideoChoices(nanos, afterNanos, rate, maxPixels);
  }

  /** The same with only what comes after a time. */
  public VideoChoices after(long nanos) {
    return new VideoChoices(everyNanos, OptionalLong.of(nanos), rate, maxPixels);
  }

  /** The same with a rate for streams without times. */
  public VideoChoices rate(double perSecond) {
    return new VideoChoices(everyNanos, afterNanos, OptionalDouble.of(perSecond), maxPixels);
  }

  /** The same with another bound. */
  public VideoChoices maxPixels(int pixels) {
    return new VideoChoices(everyNanos, afterNanos, rate, pixels);
  }
}
