package io.sisom.method;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Outer distances of known rows, for {@link OuterReading#ANCHOR}. They belong to the known set and
 * not to a frame, so each is searched once, when a frame first has the row as its nearest.
 */
final class Anchors {
  private final AtomicReferenceArray<@Nullable Exact> found;

  /** Of so many rows, none searched yet. */
  Anchors(int rows) {
    this.found = new AtomicReferenceArray<>(rows);
  }

  /**
   * The nearest row of another class for each.
   *
   * @param rows sorted by class, at least one
   * @param labels the class of each
   */
  Exact[] outer(SortedRows known, int[] rows, int[] labels) {
    int[] open = IntStream.range(0, rows.length).filter(i -> found.get(rows[i]) == null).toArray();
    if (open.length > 0) {
      int[] none = new int[open.length];
      Arrays.fill(none, Neighbors.NONE);
      int[] anchors = Arrays.stream(open).map(i -> rows[i]).toArray();
      Exact[] searched =
          new KnownBatch(
                  known,
                  known.features(),
                  anchors,
                  Arrays.stream(open).map(i -> labels[i]).toArray(),
                  none,
                  OuterReading.QUERY,
                  1)
              .outerFromFrames();
      for (int i = 0; i < anchors.length; i++) {
        found.set(anchors[i], searched[i]);
      }
    }
    return IntStream.of(rows).mapToObj(found::get).toArray(Exact[]::new);
  }
}
