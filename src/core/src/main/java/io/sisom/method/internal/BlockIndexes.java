package io.sisom.method.internal;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;

/**
 * An index of all rows, for searches among other classes, and one of each large class, for searches
 * within it. Rows of one class vary along other axes than all rows together, which vary most from
 * class to class; so an index of a class's own tells its rows apart with few coordinates.
 * Immutable.
 */
final class BlockIndexes {
  /** Rows of a class from which on an index of its own pays. */
  private static final int LARGE = 1024;

  private final int[] segments;
  private final BlockIndex all;

  /** Of each class; that of all rows where a class has none of its own. */
  private final BlockIndex[] ofClass;

  /** Builds; rows are finite, at least one, of width 1 or more, sorted by class. */
  BlockIndexes(FloatFeatures features, int[] segments) {
    this.segments = segments.clone();
    this.all = new BlockIndex(features, segments);
    this.ofClass = new BlockIndex[segments.length - 1];
    for (int c = 0; c < ofClass.length; c++) {
      int size = segments[c + 1] - segments[c];
      boolean own = size >= LARGE && size < features.rows();
      ofClass[c] = own ? new BlockIndex(features, new int[] {segments[c], segments[c + 1]}) : all;
    }
  }

  /** Where to search for a query's candidates. */
  BlockIndex of(Candidates candidates) {
    if (!candidates.inside()) {
      return all;
    }
    int label = Arrays.binarySearch(segments, candidates.begin());
    while (label >= 0 && label < ofClass.length && segments[label + 1] == candidates.begin()) {
      label++; // an empty class begins where the next one does
    }
    return label < 0 || label >= ofClass.length ? all : ofClass[label];
  }
}
