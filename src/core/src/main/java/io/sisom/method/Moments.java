package io.sisom.method;

/**
 * Mean and unbiased standard deviation of the finite ones among some values.
 *
 * @param mean NaN where no value is finite
 * @param deviation 0 where fewer than two are
 * @param count finite values
 */
public record Moments(double mean, double deviation, int count) {

  /** Of the finite values; the others are left out. */
  public static Moments ofFinite(double[] values) {
    int count = 0;
    double sum = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        sum += value;
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        squares += (value - mean) * (value - mean);
      }
    }
    return new Moments(mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1)), count);
  }
}
