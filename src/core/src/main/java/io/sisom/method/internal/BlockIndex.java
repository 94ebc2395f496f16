package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;

/**
 * Known rows in blocks of {@link LaneMath#LANES} neighbors of one class, by their {@link
 * PrincipalAxes views}, and a box around each block. Immutable.
 */
final class BlockIndex {
  /** Coordinates of a box: the left-over norm and the widest axes. */
  private static final int MAX_BOX_DIMENSIONS = 8;

  private final PrincipalAxes axes;
  private final int dimensions;
  private final int blocks;

  /** Row in each lane of each block, -1 in an empty one. */
  private final int[] rows;

  private final int split;

  /** The coordinates that boxes have, apart from the others, which are seldom asked for. */
  private final float[] heads;

  private final float[] tails;
  private final Boxes boxes;
  private final Boxes outerBoxes;
  private final double largestNorm;

  /** Builds; rows are finite, at least one, of width 1 or more, sorted by class. */
  BlockIndex(FloatFeatures features, int[] segments) {
    this.axes = PrincipalAxes.of(features);
    this.dimensions = axes.dimensions();
    this.split = Math.min(MAX_BOX_DIMENSIONS, dimensions);
    int count = features.rows();
    float[] views = new float[Math.multiplyExact(count, dimensions)];
    double[] along = axes.scratch();
    double largest = 0;
    for (int row = 0; row < count; row++) {
      double norm =
          axes.view(features.values(), row * features.width(), along, views, row * dimensions, 1);
      largest = Math.max(largest, norm);
    }
    this.largestNorm = largest;
    int needed = 0;
    for (int c = 0; c + 1 < segments.length; c++) {
      needed += (segments[c + 1] - segments[c] + LANES - 1) / LANES;
    }
    this.blocks = needed;
    this.rows = new int[needed * LANES];
    Arrays.fill(rows, -1);
    int next = 0;
    for (int c = 0; c + 1 < segments.length; c++) {
      int size = segments[c + 1] - segments[c];
      int[] order = new BlockOrder(views, dimensions, split).of(segments[c], size);
      System.arraycopy(order, 0, rows, next * LANES, size);
      next += (size + LANES - 1) / LANES;
    }
    this.heads = new float[Math.multiplyExact(blocks * LANES, split)];
    this.tails = new float[Math.multiplyExact(blocks * LANES, dimensions - split)];
    this.boxes = new Boxes(blocks, split);
    for (int block = 0; block < blocks; block++) {
      fill(block, views);
    }
    this.outerBoxes = boxes.aroundGroups();
  }

  /** A block's lanes and box; an empty lane repeats the first. */
  private void fill(int block, float[] views) {
    for (int d = 0; d < dimensions; d++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int lane = 0; lane < LANES; lane++) {
        int own = rows[block * LANES + lane];
        int row = own < 0 ? rows[block * LANES] : own;
        float coordinate = views[row * dimensions + d];
        if (d < split) {
          heads[headOf(block) + d * LANES + lane] = coordinate;
        } else {
          tails[tailOf(block) + (d - split) * LANES + lane] = coordinate;
        }
        low = Math.min(low, coordinate);
        high = Math.max(high, coordinate);
      }
      if (d < split) {
        boxes.set(block, d, low, high);
      }
    }
  }

  PrincipalAxes axes() {
    return axes;
  }

  /** Largest norm of a row from the center of the axes. */
  double largestNorm() {
    return largestNorm;
  }

  int dimensions() {
    return dimensions;
  }

  /** Around each block. */
  Boxes boxes() {
    return boxes;
  }

  /** Around each group of blocks' boxes. */
  Boxes outerBoxes() {
    return outerBoxes;
  }

  /** Row in a lane of a block, -1 in an empty one; rows of a block are of one class. */
  int row(int block, int lane) {
    return rows[block * LANES + lane];
  }

  /** Coordinates in the heads; the tails have the rest. */
  int split() {
    return split;
  }

  float[] heads() {
    return heads;
  }

  int headOf(int block) {
    return block * LANES * split;
  }

  float[] tails() {
    return tails;
  }

  int tailOf(int block) {
    return block * LANES * (dimensions - split);
  }
}
