package io.sisom.reference;

/**
 * How much less a frame is worth a label because it may show none of the classes: its score times
 * {@code (1 − p)²}, p the probability of that. A square, since cutting such frames off was seen to
 * lose more than it spared.
 *
 * <p>A score may be negative, and a product then turns the order around. So the product is of
 * {@code softplus(score)}, which is positive and rises with the score, and goes back through its
 * inverse: the result is in the score's own unit, without a probability (p = 0) it is the score,
 * and frames with and without one stand in one order.
 */
public final class NoneDiscount {
  /** Beyond, a score is as far as any: an infinite one, too, must lose. */
  private static final double MAX_SCORE = 1e6;

  /** Beyond, softplus is its argument, and below the negative of it an exponential, to the bit. */
  private static final double STRAIGHT = 40;

  private NoneDiscount() {}

  /**
   * What a frame is ranked by.
   *
   * @param score higher is more novel; not NaN
   * @param probability that it shows none of the classes, 0 to 1; what is no probability counts as
   *     the nearest one, NaN as 0
   * @return not NaN; at most the score
   */
  public static double rank(double score, double probability) {
    double kept = kept(probability);
    if (kept == 1) {
      return score;
    }
    if (score < -STRAIGHT) {
      return score + 2 * Math.log(kept);
    }
    double left = softplus(Math.min(score, MAX_SCORE)) * kept * kept;
    return Math.min(score, left > STRAIGHT ? left : Math.log(Math.expm1(left)));
  }

  /**
   * The same factor in bits, to be taken from a frame's surprise.
   *
   * @param probability that it shows none of the classes, as above
   * @param most so many at most
   * @return 0 to {@code most}
   */
  public static double bits(double probability, double most) {
    double bits = -2 * Math.log(kept(probability)) / Math.log(2);
    return Math.min(Math.max(bits, 0), most);
  }

  private static double kept(double probability) {
    return probability > 0 ? Math.max(0, 1 - probability) : 1;
  }

  private static double softplus(double value) {
    return value > STRAIGHT ? value : Math.log1p(Math.exp(value));
  }
}
