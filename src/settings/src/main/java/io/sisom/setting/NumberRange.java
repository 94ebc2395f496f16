package io.sisom.setting;

import java.math.BigDecimal;

/**
 * The numbers a setting takes; never NaN.
 *
 * @param min least
 * @param above must be exceeded
 * @param max greatest
 */
record NumberRange(double min, double above, double max) {
  /** As declared; {@code most} where no greatest one is. */
  static NumberRange of(Setting setting, double most) {
    return new NumberRange(setting.min(), setting.above(), Math.min(most, setting.max()));
  }

  double require(double number) {
    if (!(number >= min && number <= max) || number <= above && above > Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  long requireLong(long number) {
    require(number);
    return number;
  }

  /** To follow the type's name; empty where every number is accepted. */
  String words() {
    String end = Double.isInfinite(max) ? "" : shown(max);
    if (above > Double.NEGATIVE_INFINITY) {
      return ", above " + shown(above) + (end.isEmpty() ? "" : ", at most " + end);
    }
    if (Double.isInfinite(min)) {
      return end.isEmpty() ? "" : ", at most " + end;
    }
    return end.isEmpty() ? ", at least " + shown(min) : ", %s to %s".formatted(shown(min), end);
  }

  private static String shown(double bound) {
    return new BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
  }
}
