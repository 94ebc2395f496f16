package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;

import io.sisom.method.Features;
import io.sisom.method.FloatFeatures;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact nearest-row search that measures few rows in full.
 *
 * <p><b>Idea.</b> {@link PrincipalAxes} gives every row a short view, and the distance between two
 * views is never larger than the distance between the rows. So a view that is too far away rules
 * its row out at a fraction of the cost; and the box around a block of {@link LaneMath#LANES}
 * views, or around a group of such blocks, rules out all rows in it at once. For each query, the
 * block with the nearest box is measured first, which gives a good limit. Then every box within the
 * limit is opened, its views are compared along the widest axes first, until all lanes of a block
 * are beyond the limit; and the rows that are left are measured, nearest view first, because each
 * one found shrinks the limit for the rest ({@link Probe}). Queries go together, so that a block is
 * read once for all queries that need it.
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
  private final LaneMath math;
  private final FloatFeatures known;
  private final BlockIndexes indexes;
  private final NeighborSearch exhaustive;

  BoundedSearch(LaneMath math, FloatFeatures known, BlockIndexes indexes) {
    this.math = math;
    this.known = known;
    this.indexes = indexes;
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
    Map<BlockIndex, List<Probe>> probes = new IdentityHashMap<>();
    SweepScratch scratch = new SweepScratch();
    for (int q = 0; q < rows.length; q++) {
      BlockIndex index = indexes.of(candidates[q]);
      Probe probe = new Probe(math, known, index, queries, rows[q], candidates[q], scratch);
      if (probe.tooLarge()) {
        exhaustive.collect(queries, new int[] {rows[q]}, new Candidates[] {candidates[q]});
      } else {
        probe.lookAtNearestBox();
        probes.computeIfAbsent(index, i -> new ArrayList<>()).add(probe);
      }
    }
    probes.forEach(BoundedSearch::sweep);
  }

  private static void sweep(BlockIndex index, List<Probe> probes) {
    for (int outer = 0; outer < index.outerBoxes().groups(); outer++) {
      for (Probe probe : probes) {
        probe.open(outer);
      }
      for (int lane = 0; lane < LANES; lane++) {
        for (Probe probe : probes) {
          probe.sweep(outer * LANES + lane);
        }
      }
    }
    for (Probe probe : probes) {
      probe.measurePending();
    }
  }
}
