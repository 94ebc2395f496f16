package io.sisom.method.internal;

import io.sisom.method.Features;
import io.sisom.method.FloatFeatures;
import io.sisom.method.MatrixProduct;
import java.util.stream.IntStream;

/**
 * {@code |x−z|² = |x|² + |z|² − 2·x·z} of centered rows, with bounds that hold whatever the
 * rounding was. With γ the {@link MatrixProduct#relativeError} and ε the unit rounding 2^-24:
 *
 * <ul>
 *   <li>the product is within {@code γ|x||z|} (Higham, Accuracy and Stability of Numerical
 *       Algorithms, 2nd ed., eq. 3.5), so the square is within {@code 2γ|x||z|} plus the float64
 *       rounding of norms and sums;
 *   <li>a product that underflows is wrong by at most the smallest normal float32, also where the
 *       device flushes subnormal numbers to zero;
 *   <li>centering rounds each unit once, which moves each row by at most {@code ε} of its norm, so
 *       the distance, not its square, is off by at most {@code ε(|x|+|z|)} more.
 * </ul>
 *
 * For near-duplicates these bounds are wider than the distance: such rows all become candidates and
 * are recomputed by direct subtraction.
 */
final class MatmulSearch implements NeighborSearch {
  private static final double FLOAT64_ERROR = 1e-12;
  private static final double ROUNDED = 4 * Bounds.UNIT;
  private static final double MOVED = 2 * Bounds.UNIT;

  /** The error of {@link Features#squaredDistance} itself, and this class's own. */
  private static final double RELATIVE = 0x1p-20;

  private final FloatFeatures known;
  private final float[] center;
  private final double[] norms;
  private final double largestNorm;
  private final float[] halfSquares;
  private final MatrixProduct.Rows rows;
  private final double productError;
  private final double underflow;
  private final NeighborSearch exhaustive;

  MatmulSearch(MatrixProduct product, FloatFeatures known) {
    this.known = known;
    this.center = Centered.centerOf(known);
    Centered centered = Centered.of(known, IntStream.range(0, known.rows()).toArray(), center);
    this.norms = centered.norms();
    this.largestNorm = IntStream.range(0, norms.length).mapToDouble(i -> norms[i]).max().orElse(0);
    this.halfSquares = new float[norms.length];
    for (int row = 0; row < norms.length; row++) {
      halfSquares[row] = (float) (norms[row] * norms[row] / 2);
    }
    this.rows = product.load(centered.values(), known.rows(), known.width());
    this.productError = product.relativeError(known.width());
    this.underflow = 4.0 * known.width() * Float.MIN_NORMAL;
    this.exhaustive = new ExhaustiveKernel().over(known, new int[0]);
  }

  @Override
  public void collect(Features queries, int[] queryRows, Candidates[] candidates) {
    if (!(queries instanceof FloatFeatures floats)) {
      exhaustive.collect(queries, queryRows, candidates);
      return;
    }
    Centered centered = Centered.of(floats, queryRows, center);
    boolean[] fits = new boolean[queryRows.length];
    for (int q = 0; q < queryRows.length; q++) {
      fits[q] = centered.norms()[q] <= Bounds.MAX_NORM;
      if (!fits[q]) {
        exhaustive.collect(queries, new int[] {queryRows[q]}, new Candidates[] {candidates[q]});
      }
    }
    float[] gathered = new float[centered.values().length];
    float[] products = new float[Math.multiplyExact(queryRows.length, rows.chunk())];
    int[] asking = new int[queryRows.length];
    for (int first = 0; first < known.rows(); first += rows.chunk()) {
      int end = Math.min(known.rows(), first + rows.chunk());
      int count = 0;
      for (int q = 0; q < queryRows.length; q++) {
        if (fits[q] && candidates[q].wantsSome(first, end)) {
          System.arraycopy(
              centered.values(), q * known.width(), gathered, count * known.width(), known.width());
          asking[count++] = q;
        }
      }
      if (count > 0) {
        rows.multiply(gathered, count, first, products);
      }
      for (int i = 0; i < count; i++) {
        Candidates of = candidates[asking[i]];
        double norm = centered.norms()[asking[i]];
        offer(of, norm, products, i * rows.chunk(), first, end);
      }
    }
  }

  private void offer(
      Candidates candidates, double norm, float[] products, int offset, int first, int end) {
    double limit = loose(candidates.limit(), norm);
    float bar = bar(limit, norm);
    for (int row = first; row < end; row++) {
      if (products[offset + row - first] - halfSquares[row] < bar) {
        continue;
      }
      double sum = norm * norm + norms[row] * norms[row];
      double squared = sum - 2.0 * products[offset + row - first];
      double error = 2 * productError * norm * norms[row] + FLOAT64_ERROR * sum + underflow;
      if (squared - error <= limit && candidates.wants(row)) {
        double moved = MOVED * (norm + norms[row]);
        double least = Math.max(0, Math.sqrt(Math.max(0, squared - error)) - moved);
        double most = Math.sqrt(Math.max(0, squared + error)) + moved;
        candidates.offer(
            row, Bounds.lower(least * least, RELATIVE), Bounds.upper(most * most, RELATIVE));
        limit = loose(candidates.limit(), norm);
        bar = bar(limit, norm);
      }
    }
  }

  /**
   * Below {@code x·z − |z|²/2} of every row that can be of use: one float32 subtraction passes over
   * most rows, and what it rounds is in {@code ROUNDED}.
   */
  private float bar(double limit, double norm) {
    double error =
        2 * productError * norm * largestNorm
            + FLOAT64_ERROR * (norm * norm + largestNorm * largestNorm)
            + underflow;
    double rounded = ROUNDED * largestNorm * (norm + largestNorm) + underflow;
    return Bounds.down((norm * norm - limit - error) / 2 - rounded);
  }

  /** Above every square less its error that can be of use. */
  private double loose(float limit, double norm) {
    double most =
        Math.sqrt(limit + 2 * Bounds.TINY) * (1 + RELATIVE) + MOVED * (norm + largestNorm);
    return most * most * (1 + RELATIVE);
  }
}
