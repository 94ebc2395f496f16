package io.sisom.method;

import io.sisom.method.internal.Candidates;
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
   * @param excluded the caller's row each passes over, or {@link Neighbors#NONE}
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
  Neighbors[] neighbors() {
    Exact[] inner = inner();
    Exact[] outer = reading == OuterReading.QUERY ? outerFromFrames() : outerFrom(inner);
    Neighbors[] found = new Neighbors[rows.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = known.neighbors(inner[i], outer[i]);
    }
    return found;
  }

  /** Nearest of the frames' classes. */
  Exact[] inner() {
    return search(frames, rows, true, excluded, k);
  }

  /** Nearest of all other classes, from the frames themselves. */
  Exact[] outerFromFrames() {
    return search(frames, rows, false, excluded, 1);
  }

  /** From the nearest inner sample, from the frame where there is none. */
  private Exact[] outerFrom(Exact[] inner) {
    Exact[] outer = outerOfUnanchored(inner);
    int[] anchored = IntStream.range(0, rows.length).filter(i -> inner[i].row() >= 0).toArray();
    int[] anchors = Arrays.stream(anchored).map(i -> inner[i].row()).toArray();
    int[] ofAnchors = Arrays.stream(anchored).map(i -> labels[i]).toArray();
    Exact[] found = known.anchors().outer(known, anchors, ofAnchors);
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
      Features from, int[] fromRows, boolean inside, int[] passedOver, int neighbors) {
    Candidates[] candidates = new Candidates[fromRows.length];
    for (int i = 0; i < candidates.length; i++) {
      int begin = known.begin(labels[i]);
      int end = known.end(labels[i]);
      int most = Math.max(1, inside ? end - begin : known.original().length);
      candidates[i] =
          Candidates.nearest(begin, end, inside, passedOver[i], Math.min(neighbors, most));
    }
    known.search().collect(from, fromRows, candidates);
    Exact[] found = new Exact[candidates.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = Exact.of(candidates[i], neighbors, known, from, fromRows[i]);
    }
    return found;
  }
}
