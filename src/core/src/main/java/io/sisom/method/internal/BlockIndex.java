package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;
import static io.sisom.method.internal.LaneMath.STRIDE;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;

/**
 * Known rows in blocks of {@link LaneMath#LANES} neighbors of one class, by their {@link
 * PrincipalAxes views}, and a box around each block. Coordinates lie in layers of {@link
 * LaneMath#STRIDE}, the widest first, because the later ones are seldom asked for; the last layer
 * is filled up with zeros. Immutable.
 */
final class BlockIndex {
  private final PrincipalAxes axes;
  private final int layers;
  private final int blocks;

  /** First row of each class, and at the end the row behind the last. */
  private final int[] segments;

  /** First block of each class, and at the end the number of blocks. */
  private final int[] firstBlocks;

  /** Row in each lane of each block, -1 in an empty one. */
  private final int[] rows;

  /** Layer by layer, in each block by block, in each coordinate by coordinate. */
  private final float[] coordinates;

  /** Along the coordinates of the first layer. */
  private final Boxes boxes;

  private final Boxes outerBoxes;
  private final double largestNorm;

  /**
   * Builds.
   *
   * @param features finite, of width 1 or more, sorted by class
   * @param segments first row of each class that is in the index, one behind the other, and the row
   *     behind the last; at least one row
   */
  BlockIndex(FloatFeatures features, int[] segments) {
    int first = segments[0];
    int count = segments[segments.length - 1] - first;
    this.axes = PrincipalAxes.of(features, first, first + count);
    this.layers = (axes.dimensions() + STRIDE - 1) / STRIDE;
    this.segments = segments.clone();
    this.firstBlocks = new int[segments.length];
    for (int c = 0; c + 1 < segments.length; c++) {
      int size = segments[c + 1] - segments[c];
      firstBlocks[c + 1] = firstBlocks[c] + (size + LANES - 1) / LANES;
    }
    this.blocks = firstBlocks[segments.length - 1];
    int dimensions = dimensions();
    float[] views = new float[Math.multiplyExact(count, dimensions)];
    double[] along = axes.scratch();
    double largest = 0;
    for (int row = 0; row < count; row++) {
      int offset = (first + row) * features.width();
      double norm = axes.view(features.values(), offset, along, views, row * dimensions, 1);
      largest = Math.max(largest, norm);
    }
    this.largestNorm = largest;
    this.rows = new int[Math.multiplyExact(blocks, LANES)];
    Arrays.fill(rows, -1);
    for (int c = 0; c + 1 < segments.length; c++) {
      int size = segments[c + 1] - segments[c];
      int[] order = new BlockOrder(views, dimensions, STRIDE).of(segments[c] - first, size);
      for (int i = 0; i < size; i++) {
        rows[firstBlocks[c] * LANES + i] = first + order[i];
      }
    }
    this.coordinates = new float[Math.multiplyExact(blocks * LANES, dimensions)];
    this.boxes = new Boxes(blocks, STRIDE);
    for (int block = 0; block < blocks; block++) {
      fill(block, views);
    }
    this.outerBoxes = boxes.aroundGroups();
  }

  /** A block's lanes and box; an empty lane repeats the first. */
  private void fill(int block, float[] views) {
    int dimensions = dimensions();
    for (int d = 0; d < dimensions; d++) {
      int at = layer(d / STRIDE, block) + d % STRIDE * LANES;
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int lane = 0; lane < LANES; lane++) {
        int own = rows[block * LANES + lane];
        int row = (own < 0 ? rows[block * LANES] : own) - segments[0];
        float coordinate = views[row * dimensions + d];
        coordinates[at + lane] = coordinate;
        low = Math.min(low, coordinate);
        high = Math.max(high, coordinate);
      }
      if (d < STRIDE) {
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

  /** Coordinates of a view, the zeros of the last layer among them. */
  int dimensions() {
    return layers * STRIDE;
  }

  int layers() {
    return layers;
  }

  /** Around each block. */
  Boxes boxes() {
    return boxes;
  }

  /** Around each group of blocks' boxes. */
  Boxes outerBoxes() {
    return outerBoxes;
  }

  /** First block of the class that begins at a row; behind the last row, the number of blocks. */
  int firstBlock(int row) {
    int label = Arrays.binarySearch(segments, row);
    if (label < 0) {
      throw new IllegalArgumentException("no class begins at row " + row);
    }
    return firstBlocks[label];
  }

  /** Row in a lane of a block, -1 in an empty one; rows of a block are of one class. */
  int row(int block, int lane) {
    return rows[block * LANES + lane];
  }

  float[] coordinates() {
    return coordinates;
  }

  /** Where a layer of a block begins; those of the next blocks follow. */
  int layer(int layer, int block) {
    return (layer * blocks + block) * LANES * STRIDE;
  }
}
