package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;
import static io.sisom.method.internal.LaneMath.STRIDE;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;

/** One query of a {@link BoundedSearch} under way. Used by one thread. */
final class Probe {
  /** Covers the rounding of a float32 sum of up to 33 squares, many times. */
  private static final double SLACK = 1 + 1e-5;

  /** Rows that wait to be measured, before they are. */
  private static final int FLUSH_AT = 48;

  private final LaneMath math;
  private final FloatFeatures known;
  private final BlockIndex index;
  private final FloatFeatures queries;
  private final int offset;
  private final Candidates candidates;
  private final SweepScratch scratch;
  private final int classBegin;
  private final int classEnd;
  private final float[] view;
  private final double norm;
  private final double margin;
  private final double error;
  private final float[] outerBoxes = new float[LANES];
  private final long[] pending = new long[FLUSH_AT + 1 + LANES];
  private int waiting;
  private boolean outOfReach;
  private int looked = -1;
  private float limitSeen = Float.POSITIVE_INFINITY;
  private float viewLimit = Float.POSITIVE_INFINITY;

  /**
   * A query.
   *
   * @param scratch shared by queries of one thread
   */
  Probe(
      LaneMath math,
      FloatFeatures known,
      BlockIndex index,
      FloatFeatures queries,
      int row,
      Candidates candidates,
      SweepScratch scratch) {
    this.math = math;
    this.known = known;
    this.index = index;
    this.queries = queries;
    this.offset = row * queries.width();
    this.candidates = candidates;
    this.scratch = scratch;
    this.classBegin = index.firstBlock(candidates.begin());
    this.classEnd = index.firstBlock(candidates.end());
    this.view = new float[index.dimensions()];
    this.norm = index.axes().view(queries.values(), offset, index.axes().scratch(), view, 0, 1);
    this.margin = index.axes().margin(norm + index.largestNorm());
    this.error = Bounds.ofDirect(known.width());
    updateLimit();
  }

  /** Whether the error bounds do not hold for so large a query. */
  boolean tooLarge() {
    return norm > Bounds.MAX_NORM || Double.isNaN(norm);
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
    float[] boxes = scratch.boxes();
    float least = Float.POSITIVE_INFINITY;
    int nearest = -1;
    for (int outer = 0; outer < index.outerBoxes().groups(); outer++) {
      if (!wants(outer * LANES * LANES, (outer + 1) * LANES * LANES)
          || !measureBoxes(index.outerBoxes(), outer, least, outerBoxes)) {
        continue;
      }
      for (int group = outer * LANES; group < end(index.outerBoxes(), outer); group++) {
        if (outerBoxes[group % LANES] <= least
            && wants(group * LANES, (group + 1) * LANES)
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
      looked = nearest;
      scratch.near()[0] = 0;
      look(nearest, 1);
      measurePending();
    }
  }

  /** Measures the boxes around groups of blocks, for sweeps of the groups. */
  void open(int outer) {
    outOfReach =
        !wants(outer * LANES * LANES, (outer + 1) * LANES * LANES)
            || !measureBoxes(index.outerBoxes(), outer, viewLimit, outerBoxes);
  }

  /** Looks at the blocks of a group that are within the limit; of the one opened last. */
  void sweep(int group) {
    int first = group * LANES;
    float[] boxes = scratch.boxes();
    if (outOfReach
        || group >= index.outerBoxes().count()
        || outerBoxes[group % LANES] > viewLimit
        || !wants(first, first + LANES)
        || !measureBoxes(index.boxes(), group, viewLimit, boxes)) {
      return;
    }
    int count = 0;
    for (int block = first; block < end(index.boxes(), group); block++) {
      if (boxes[block - first] <= viewLimit && block != looked && wantsBlock(block)) {
        scratch.near()[count++] = block - first;
      }
    }
    look(first, count);
  }

  /** Compares views of blocks, layer by layer; {@code near} counts them from {@code first}. */
  private void look(int first, int blocks) {
    float[] sums = scratch.sums();
    int[] near = scratch.near();
    Arrays.fill(sums, 0);
    int count = blocks;
    for (int layer = 0; layer < index.layers() && count > 0; layer++) {
      count =
          math.addSquares(
              index.coordinates(),
              index.layer(layer, first),
              view,
              layer * STRIDE,
              viewLimit,
              sums,
              near,
              count);
    }
    for (int i = 0; i < count; i++) {
      keepNear(first + near[i], near[i] * LANES);
    }
  }

  /** Rows of a block whose views are near wait to be measured. */
  private void keepNear(int block, int at) {
    float[] sums = scratch.sums();
    for (int lane = 0; lane < LANES; lane++) {
      if (sums[at + lane] <= viewLimit) {
        int row = index.row(block, lane);
        if (row >= 0 && candidates.wants(row)) {
          pending[waiting++] = (long) Float.floatToIntBits(sums[at + lane]) << 32 | row;
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

  private boolean measureBoxes(Boxes of, int group, float limit, float[] squares) {
    return math.boxes(of.ends(), of.offset(group), view, of.dimensions(), limit, squares);
  }

  private static int end(Boxes of, int group) {
    return Math.min((group + 1) * LANES, of.count());
  }

  /** Whether some of the blocks from {@code from} to before {@code to} may hold rows in scope. */
  private boolean wants(int from, int to) {
    return candidates.inside()
        ? from < classEnd && to > classBegin
        : from < classBegin || to > classEnd;
  }

  private boolean wantsBlock(int block) {
    return (block >= classBegin && block < classEnd) == candidates.inside();
  }
}
