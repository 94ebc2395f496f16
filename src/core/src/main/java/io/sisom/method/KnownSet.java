package io.sisom.method;

import io.sisom.method.internal.NeighborSearch;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Known samples, held sorted by class so that inner and outer distances are minima over segments.
 * Rows in and out are the caller's: the order of the features given. Immutable, safe to share.
 */
public final class KnownSet {
  /** Frames searched together: a block of known samples is read once for all of them. */
  private static final int BATCH = 32;

  private final SortedRows rows;
  private final int dropped;

  private KnownSet(SortedRows rows, int dropped) {
    this.rows = rows;
    this.dropped = dropped;
  }

  /**
   * Sorts the samples by class; a sample with a non-finite unit is dropped with its label.
   *
   * @param labels one for each row, 0 to {@code classes - 1}
   * @param classes 1 or more
   */
  public static KnownSet of(Features features, int[] labels, int classes) {
    return of(features, labels, classes, DistanceKernel.preferred());
  }

  /** The same, searched by a kernel of one's own choice. */
  public static KnownSet of(Features features, int[] labels, int classes, DistanceKernel kernel) {
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
    Features sorted = inOrder ? features : features.select(original);
    int[] places = new int[labels.length];
    Arrays.fill(places, Neighbors.NONE);
    for (int place = 0; place < original.length; place++) {
      places[original[place]] = place;
    }
    NeighborSearch search = kernel.over(sorted, segments);
    Anchors anchors = new Anchors(original.length);
    return new KnownSet(
        new SortedRows(sorted, original, places, segments, search, anchors), dropped);
  }

  /** Samples held, without the dropped ones. */
  public int size() {
    return rows.original().length;
  }

  /** Samples held of a class. */
  public int size(int label) {
    return rows.end(label) - rows.begin(label);
  }

  /** Samples dropped because a unit was not finite. */
  public int dropped() {
    return dropped;
  }

  /** Number of classes, with and without samples. */
  public int classes() {
    return rows.segments().length - 1;
  }

  /**
   * The nearest samples of the frame's class and of all others, the lowest row on a tie.
   *
   * @param frames features of the set's width
   * @param frame row of the frame in {@code frames}, finite
   * @param label class whose samples are inner ones, 0 to {@code classes() - 1}
   * @param excluded row of a sample to pass over (the frame itself), or {@link Neighbors#NONE}
   */
  public Neighbors nearest(
      Features frames, int frame, int label, int excluded, OuterReading reading) {
    return nearest(frames, frame, label, excluded, reading, 1);
  }

  /**
   * The same, and the distance to the k-th nearest inner sample.
   *
   * @param k 1 or more
   */
  public Neighbors nearest(
      Features frames, int frame, int label, int excluded, OuterReading reading, int k) {
    return new KnownBatch(
            rows, frames, new int[] {frame}, new int[] {label}, new int[] {excluded}, reading, k)
        .neighbors()[0];
  }

  /**
   * The same for a block of frames, which costs less than one by one; on the caller's thread.
   *
   * @param k 1 or more
   * @return one a frame
   */
  public Neighbors[] nearest(Queries queries, OuterReading reading, int k) {
    Neighbors[] found = new Neighbors[queries.size()];
    for (int from = 0; from < found.length; from += BATCH) {
      fill(found, batch(queries, from, reading, k), from);
    }
    return found;
  }

  /**
   * The same on all cores.
   *
   * @param done told the number of frames finished, after each; one thread at a time
   */
  public Neighbors[] nearestOnAllCores(
      Queries queries, OuterReading reading, int k, IntConsumer done) {
    Neighbors[] found = new Neighbors[queries.size()];
    AllCores.run(
        found.length, BATCH, from -> fill(found, batch(queries, from, reading, k), from), done);
    return found;
  }

  /**
   * The same, of what a device has listed; on the caller's thread.
   *
   * @param frames float32, one finite row a frame, in the order of the shortlist
   * @param labels class of each frame
   */
  public Shortlisted nearest(
      FloatFeatures frames, int[] labels, Shortlist shortlist, OuterReading reading, int k) {
    return new ShortlistSearch(rows, frames, labels, shortlist, reading, k).run();
  }

  /**
   * What a device needs to make shortlists; made anew, in memory of its own.
   *
   * @return empty where there are no rows, or such large numbers that float32 squares overflow
   */
  public Optional<DeviceRows> deviceRows() {
    return RowsForDevice.of(rows);
  }

  /** Distance of each frame to the nearest sample of its class, on all cores. */
  double[] innerOnAllCores(Queries queries) {
    double[] inner = new double[queries.size()];
    AllCores.run(
        inner.length,
        BATCH,
        from -> {
          Exact[] found = batch(queries, from, OuterReading.QUERY, 1).inner();
          for (int i = 0; i < found.length; i++) {
            inner[from + i] = Math.sqrt(found[i].squared());
          }
        },
        done -> {});
    return inner;
  }

  private static void fill(Neighbors[] found, KnownBatch batch, int from) {
    Neighbors[] part = batch.neighbors();
    System.arraycopy(part, 0, found, from, part.length);
  }

  private KnownBatch batch(Queries queries, int from, OuterReading reading, int k) {
    int to = Math.min(queries.size(), from + BATCH);
    return new KnownBatch(
        rows,
        queries.frames(),
        IntStream.range(from, to).toArray(),
        Arrays.copyOfRange(queries.labels(), from, to),
        Arrays.copyOfRange(queries.excluded(), from, to),
        reading,
        k);
  }
}
