package io.sisom.method;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Frames that are searched together among known rows. */
final class KnownBatch {
  private final SortedRows known;
  private final Features frames;
  private final int[] rows;
  private final int[] labels;
  private final int[] excluded;
  private final OuterReading reading;
  private final int k;

  /**
   * Of one known set.
   *
   * @param rows of the frames, finite
   * @param labels one for each of {@code rows}
   * @param excluded the caller's row each passes over, or {@link Neighbours#NONE}
   */
  KnownBatch(
      SortedRows known,
      Features frames,
      int[] rows,
      int[] labels,
      int[] excluded,
      OuterReading reading,
      int k) {
    Shapes.requireSameWidth(known.features().width(), frames.width());
    if (k < 1) {
      throw new IllegalArgumentException("nearest: k " + k + " must be 1 or more");
    }
    this.known = known;
    this.frames = frames;
    this.rows = rows;
    this.labels = labels;
    this.excluded = Arrays.stream(excluded).map(known::place).toArray();
    this.reading = reading;
    this.k = k;
  }

  /** Nearest of the frames' classes and of all others. */
  Neighbours[] neighbours() {
    Exact[] inner = inner();
    Exact[] outer = reading == OuterReading.QUERY ? outerFromFrames() : outerFrom(inner);
    Neighbours[] found = new Neighbours[rows.length];
    for (int i = 0; i < found.length; i++) {
      found[i] =
          new Neighbours(
              Math.sqrt(inner[i].squared()),
              Math.sqrt(outer[i].squared()),
              Math.sqrt(inner[i].kthSquared()),
              rowOf(inner[i]),
              rowOf(outer[i]));
    }
    return found;
  }

  /** Nearest of the frames' classes. */
  Exact[] inner() {
    return search(frames, rows, true, excluded, k);
  }

  private Exact[] outerFromFrames() {
    return search(frames, rows, false, excluded, 1);
  }

  /** From the nearest inner sample, from the frame where there is none. */
  private Exact[] outerFrom(Exact[] inner) {
    Exact[] outer = outerOfUnanchored(inner);
    int[] anchored = IntStream.range(0, rows.length).filter(i -> inner[i].row() >= 0).toArray();
    int[] none = new int[anchored.length];
    Arrays.fill(none, Neighbours.NONE);
    int[] anchors = Arrays.stream(anchored).map(i -> inner[i].row()).toArray();
    int[] ofAnchors = Arrays.stream(anchored).map(i -> labels[i]).toArray();
    Exact[] found =
        new KnownBatch(known, known.features(), anchors, ofAnchors, none, reading, 1)
            .outerFromFrames();
    for (int i = 0; i < anchored.length; i++) {
      outer[anchored[i]] = found[i];
    }
    return outer;
  }

  private Exact[] outerOfUnanchored(Exact[] inner) {
    boolean all = Arrays.stream(inner).allMatch(found -> found.row() >= 0);
    return all ? new Exact[rows.length] : outerFromFrames();
  }

  private Exact[] search(
      Features from, int[] fromRows, boolean inside, int[] passedOver, int neighbours) {
    Candidates[] candidates = new Candidates[fromRows.length];
    for (int i = 0; i < candidates.length; i++) {
      int begin = known.begin(labels[i]);
      int end = known.end(labels[i]);
      int most = Math.max(1, inside ? end - begin : known.original().length);
      candidates[i] =
          Candidates.nearest(begin, end, inside, passedOver[i], Math.min(neighbours, most));
    }
    known.search().collect(from, fromRows, candidates);
    Exact[] found = new Exact[candidates.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = Exact.of(candidates[i], neighbours, known, from, fromRows[i]);
    }
    return found;
  }

  private int rowOf(Exact found) {
    return found.row() < 0 ? Neighbours.NONE : known.original()[found.row()];
  }
}
