package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;

import io.sisom.method.Features;
import io.sisom.method.FloatFeatures;
import java.util.Arrays;

/**
 * Exact nearest-row search that measures few rows in full.
 *
 * <p><b>Idea.</b> {@link Axes} gives every row a short view, and the distance between two views is
 * never larger than the distance between the rows. So a view that is too far away rules its row out
 * at a fraction of the cost; and the box around a block of {@link LaneMath#LANES} views, or around
 * a group of such blocks, rules out all rows in it at once. For each query, the block with the
 * nearest box is measured first, which gives a good limit. Then every box within the limit is
 * opened, its views are compared lane by lane along the widest axes until all lanes are beyond the
 * limit, and the rows that are left are measured, nearest view first, because each one found
 * shrinks the limit for the rest. Queries go together, so that a block is read once for all queries
 * that need it.
 *
 * <p><b>Invariant.</b> A row is skipped only if a lower bound of its distance exceeds the current
 * limit of {@link Candidates}, and limits only shrink. All rounding errors are added to the limit
 * ({@link Bounds}), never to the row's favor. The answer is therefore that of {@link
 * ExhaustiveKernel}, in whatever order blocks come. Queries too large for the error bound, and
 * queries in doubles, go to the exhaustive search.
 *
 * <p><b>Source.</b> Filter and refine under a lower-bounding projection: Faloutsos, Ranganathan and
 * Manolopoulos, "Fast Subsequence Matching in Time-Series Databases", SIGMOD 1994. Boxes around
 * neighbors: Roussopoulos, Kelley and Vincent, "Nearest Neighbor Queries", SIGMOD 1995.
 */
final class BoundedSearch implements NeighborSearch {
  /** Covers the rounding of a float32 sum of up to 33 squares, many times. */
  private static final double SLACK = 1 + 1e-5;

  /** Rows that wait to be measured, before they are. */
  private static final int FLUSH_AT = 48;

  private final LaneMath math;
  private final FloatFeatures known;
  private final BlockIndex index;
  private final NeighborSearch exhaustive;

  BoundedSearch(LaneMath math, FloatFeatures known, BlockIndex index) {
    this.math = math;
    this.known = known;
    this.index = index;
    this.exhaustive = new ExhaustiveKernel().over(known, new int[0]);
  }

  @Override
  public void collect(Features queries, int[] rows, Candidates[] candidates) {
    if (queries instanceof FloatFeatures floats) {
      collect(floats, rows, candidates);
    } else {
      exhaustive.collect(queries, rows, candidates);
    }
  }

  private void collect(FloatFeatures queries, int[] rows, Candidates[] candidates) {
    Probe[] probes = new Probe[rows.length];
    double[] along = index.axes().scratch();
    int near = 0;
    for (int q = 0; q < rows.length; q++) {
      Probe probe = new Probe(queries, rows[q], candidates[q], along);
      if (probe.norm > Bounds.MAX_NORM || Double.isNaN(probe.norm)) {
        exhaustive.collect(queries, new int[] {rows[q]}, new Candidates[] {candidates[q]});
      } else {
        probe.lookAtNearestBox();
        probes[near++] = probe;
      }
    }
    for (int outer = 0; outer < index.outerBoxes().groups(); outer++) {
      for (int p = 0; p < near; p++) {
        probes[p].open(outer);
      }
      for (int lane = 0; lane < LANES; lane++) {
        for (int p = 0; p < near; p++) {
          probes[p].sweep(outer * LANES + lane);
        }
      }
    }
    for (int p = 0; p < near; p++) {
      probes[p].measurePending();
    }
  }

  /** One query under way. */
  private final class Probe {
    private final FloatFeatures queries;
    private final int offset;
    private final Candidates candidates;
    private final float[] view;
    private final double norm;
    private final double margin;
    private final double error;
    private final float[] boxes = new float[LANES];
    private final float[] outerBoxes = new float[LANES];
    private final long[] pending = new long[FLUSH_AT + 1 + LANES];
    private int waiting;
    private boolean outOfReach;
    private final float[] lanes = new float[LANES];
    private int looked = -1;
    private float limitSeen = Float.POSITIVE_INFINITY;
    private float viewLimit = Float.POSITIVE_INFINITY;

    Probe(FloatFeatures queries, int row, Candidates candidates, double[] along) {
      this.queries = queries;
      this.offset = row * queries.width();
      this.candidates = candidates;
      this.view = new float[index.dimensions()];
      this.norm = index.axes().view(queries.values(), offset, along, view, 0, 1);
      this.margin = index.axes().margin(norm + index.largestNorm());
      this.error = Bounds.ofDirect(known.width());
      updateLimit();
    }

    /** The candidates' limit, as a limit of squared distances between views. */
    private void updateLimit() {
      float limit = candidates.limit();
      if (limit != limitSeen) {
        limitSeen = limit;
        double distance = Math.sqrt(limit) + margin;
        viewLimit = Math.max(Bounds.up(distance * distance * SLACK), Float.MIN_NORMAL);
      }
    }

    void lookAtNearestBox() {
      float least = Float.POSITIVE_INFINITY;
      int nearest = -1;
      for (int outer = 0; outer < index.outerBoxes().groups(); outer++) {
        if (!measureBoxes(index.outerBoxes(), outer, least, outerBoxes)) {
          continue;
        }
        for (int group = outer * LANES; group < end(index.outerBoxes(), outer); group++) {
          if (outerBoxes[group % LANES] <= least
              && wants(group)
              && measureBoxes(index.boxes(), group, least, boxes)) {
            for (int block = group * LANES; block < end(index.boxes(), group); block++) {
              if (boxes[block % LANES] < least && wantsBlock(block)) {
                least = boxes[block % LANES];
                nearest = block;
              }
            }
          }
        }
      }
      if (nearest >= 0) {
        look(nearest);
        measurePending();
        looked = nearest;
      }
    }

    /** Measures the boxes around groups of blocks, for sweeps of the groups. */
    void open(int outer) {
      outOfReach = !measureBoxes(index.outerBoxes(), outer, viewLimit, outerBoxes);
    }

    void sweep(int group) {
      if (outOfReach
          || group >= index.outerBoxes().count()
          || outerBoxes[group % LANES] > viewLimit
          || !wants(group)
          || !measureBoxes(index.boxes(), group, viewLimit, boxes)) {
        return;
      }
      for (int block = group * LANES; block < end(index.boxes(), group); block++) {
        if (boxes[block % LANES] <= viewLimit && block != looked && wantsBlock(block)) {
          look(block);
        }
      }
    }

    private boolean measureBoxes(Boxes of, int group, float limit, float[] squares) {
      return math.boxes(of.ends(), of.offset(group), view, of.dimensions(), limit, squares);
    }

    private int end(Boxes of, int group) {
      return Math.min((group + 1) * LANES, of.count());
    }

    private void look(int block) {
      Arrays.fill(lanes, 0);
      int split = index.split();
      if (!math.addSquares(index.heads(), index.headOf(block), view, 0, split, viewLimit, lanes)
          || !math.addSquares(
              index.tails(), index.tailOf(block), view, split, view.length, viewLimit, lanes)) {
        return;
      }
      for (int lane = 0; lane < LANES; lane++) {
        if (lanes[lane] <= viewLimit) {
          int row = index.row(block, lane);
          if (row >= 0 && candidates.wants(row)) {
            pending[waiting++] = (long) Float.floatToIntBits(lanes[lane]) << 32 | row;
          }
        }
      }
      if (waiting > FLUSH_AT) {
        measurePending();
      }
    }

    /** The nearest views first: they shrink the limit, and the others need not be measured. */
    void measurePending() {
      Arrays.sort(pending, 0, waiting);
      for (int i = 0; i < waiting; i++) {
        if (Float.intBitsToFloat((int) (pending[i] >> 32)) <= viewLimit) {
          measure((int) pending[i]);
        }
      }
      waiting = 0;
    }

    private void measure(int row) {
      float limit = candidates.limit();
      float stop = Bounds.up(limit * (1 + 2 * error) + Bounds.TINY * 4);
      float squared =
          math.squared(
              queries.values(), offset, known.values(), row * known.width(), known.width(), stop);
      if (squared <= stop) {
        candidates.offer(row, Bounds.lower(squared, error), Bounds.upper(squared, error));
        updateLimit();
      }
    }

    /** Whether a group of blocks holds rows in scope: blocks are in the order of their classes. */
    private boolean wants(int group) {
      if (!candidates.inside()) {
        return true;
      }
      int last = end(index.boxes(), group) - 1;
      return index.row(group * LANES, 0) < candidates.end()
          && index.row(last, 0) >= candidates.begin();
    }

    private boolean wantsBlock(int block) {
      int row = index.row(block, 0);
      return (row >= candidates.begin() && row < candidates.end()) == candidates.inside();
    }
  }
}
