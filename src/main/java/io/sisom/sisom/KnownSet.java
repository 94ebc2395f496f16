package io.sisom.sisom;

import java.util.stream.IntStream;

/**
 * Known samples, held sorted by class so that inner and outer distances are minima over segments.
 * Rows in and out are the caller's: the order of the features given. Immutable, safe to share.
 */
public final class KnownSet {
  private final Features sorted;
  private final int[] original;
  private final int[] segments;
  private final int dropped;

  private KnownSet(Features sorted, int[] original, int[] segments, int dropped) {
    this.sorted = sorted;
    this.original = original;
    this.segments = segments;
    this.dropped = dropped;
  }

  /**
   * Sorts the samples by class; a sample with a non-finite unit is dropped with its label.
   *
   * @param labels one for each row, 0 to {@code classes - 1}
   * @param classes 1 or more
   */
  public static KnownSet of(Features features, int[] labels, int classes) {
    Shapes.requireLength("labels", labels.length, features.rows());
    int[] segments = new int[classes + 1];
    int dropped = 0;
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "labels: " + labels[row] + " at row " + row + " is not one of " + classes + " classes");
      }
      if (features.isFinite(row)) {
        segments[labels[row] + 1]++;
      } else {
        dropped++;
      }
    }
    for (int c = 0; c < classes; c++) {
      segments[c + 1] += segments[c];
    }
    int[] next = segments.clone();
    int[] original = new int[segments[classes]];
    for (int row = 0; row < labels.length; row++) {
      if (features.isFinite(row)) {
        original[next[labels[row]]++] = row;
      }
    }
    boolean inOrder =
        dropped == 0 && IntStream.range(0, original.length).allMatch(i -> original[i] == i);
    return new KnownSet(
        inOrder ? features : features.select(original), original, segments, dropped);
  }

  /** Samples held, without the dropped ones. */
  public int size() {
    return original.length;
  }

  /** Samples held of a class. */
  public int size(int label) {
    return segments[label + 1] - segments[label];
  }

  /** Samples dropped because a unit was not finite. */
  public int dropped() {
    return dropped;
  }

  /** Number of classes, with and without samples. */
  public int classes() {
    return segments.length - 1;
  }

  /**
   * The nearest samples of the frame's class and of all others, the lowest row on a tie.
   *
   * @param frames features of the set's width
   * @param frame row of the frame in {@code frames}, finite
   * @param label class whose samples are inner ones, 0 to {@code classes() - 1}
   * @param excluded row of a sample to pass over (the frame itself), or {@link Neighbours#NONE}
   */
  public Neighbours nearest(
      Features frames, int frame, int label, int excluded, OuterReading reading) {
    return nearest(frames, frame, label, excluded, reading, 1);
  }

  /**
   * The same, and the distance to the k-th nearest inner sample.
   *
   * @param k 1 or more
   */
  public Neighbours nearest(
      Features frames, int frame, int label, int excluded, OuterReading reading, int k) {
    Nearest inner = new Nearest(new Closest(k));
    inner.search(frames, frame, segments[label], segments[label + 1], excluded);
    Nearest outer = new Nearest(new Closest(1));
    boolean anchored = reading == OuterReading.ANCHOR && inner.found >= 0;
    Features from = anchored ? sorted : frames;
    int fromRow = anchored ? inner.found : frame;
    int passedOver = anchored ? Neighbours.NONE : excluded;
    outer.search(from, fromRow, 0, segments[label], passedOver);
    outer.search(from, fromRow, segments[label + 1], original.length, passedOver);
    return new Neighbours(
        inner.distance(),
        outer.distance(),
        Math.sqrt(inner.closest.farthest()),
        inner.row(),
        outer.row());
  }

  /** A running minimum over segments. */
  private final class Nearest {
    private final Closest closest;
    private double squared = Double.POSITIVE_INFINITY;
    private int found = Neighbours.NONE;

    Nearest(Closest closest) {
      this.closest = closest;
    }

    void search(Features from, int fromRow, int begin, int end, int excluded) {
      for (int i = begin; i < end; i++) {
        if (original[i] == excluded) {
          continue;
        }
        double candidate = sorted.squaredDistance(i, from, fromRow);
        closest.offer(candidate);
        if (candidate < squared || (candidate == squared && original[i] < row())) {
          squared = candidate;
          found = i;
        }
      }
    }

    double distance() {
      return Math.sqrt(squared);
    }

    int row() {
      return found < 0 ? Neighbours.NONE : original[found];
    }
  }
}
