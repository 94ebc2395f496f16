package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What labels can be asked for: frames of the model's classes, and foreign ones that are none. Some
 * kinds of foreign frames may be wanted: they become classes once enough of them are labeled. The
 * oracle knows which is which, strategies do not.
 *
 * @param ids distinct, ascending
 * @param planes of each frame
 * @param labels class of each frame; −1: none
 * @param origins 0: the pool itself; i: the foreign set {@code foreign.get(i − 1)}
 * @param foreign names of the foreign sets
 * @param kinds wanted kind of each frame; −1: none
 * @param wanted names of the wanted kinds
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record FramePool(
    List<String> ids,
    List<byte[]> planes,
    int[] labels,
    int[] origins,
    List<String> foreign,
    int[] kinds,
    List<String> wanted) {
  private static final int NO_CLASS = -1;

  /** Keeps copies of the lists. */
  public FramePool {
    ids = List.copyOf(ids);
    planes = List.copyOf(planes);
    foreign = List.copyOf(foreign);
    wanted = List.copyOf(wanted);
  }

  /**
   * A pool of labeled frames with foreign ones in it, whatever labels those have.
   *
   * @throws EvaluationException where a frame of the pool has no label of the model
   */
  public static FramePool of(PixelSet pool, List<PixelSet> foreign) {
    return of(pool, WantedKinds.none(foreign));
  }

  /**
   * The same, with some kinds of foreign frames wanted.
   *
   * @throws EvaluationException where a frame of the pool has no label of the model
   */
  public static FramePool of(PixelSet pool, WantedKinds kinds) {
    long unlabeled = Arrays.stream(pool.labels()).filter(label -> label < 0).count();
    if (unlabeled > 0) {
      throw new EvaluationException(
          "%d of the %d frames of the pool have no label of the model, and the oracle answers from"
                  .formatted(unlabeled, pool.size())
              + " labels; give foreign frames with --contaminate");
    }
    List<PixelSet> all = new ArrayList<>(List.of(pool));
    all.addAll(kinds.sets());
    List<String> ids = new ArrayList<>();
    List<byte[]> planes = new ArrayList<>();
    IntStream.Builder labels = IntStream.builder();
    IntStream.Builder origins = IntStream.builder();
    IntStream.Builder wanted = IntStream.builder();
    for (int origin = 0; origin < all.size(); origin++) {
      PixelSet set = all.get(origin);
      for (int i = 0; i < set.size(); i++) {
        ids.add("%02d-%08d".formatted(origin, i));
        labels.add(origin == 0 ? set.labels()[i] : NO_CLASS);
        origins.add(origin);
        wanted.add(origin == 0 ? NO_CLASS : kinds.kinds().get(origin - 1)[i]);
      }
      planes.addAll(set.planes());
    }
    return new FramePool(
        ids,
        planes,
        labels.build().toArray(),
        origins.build().toArray(),
        kinds.sets().stream().map(PixelSet::name).toList(),
        wanted.build().toArray(),
        kinds.names());
  }

  /** How many frames there are. */
  public int size() {
    return labels.length;
  }

  /** Row of a frame. */
  int row(String id) {
    return Collections.binarySearch(ids, id); // ids rise, as they are made
  }

  /** Whether the oracle's answer is a class of the model. */
  boolean isClass(int row) {
    return labels[row] != NO_CLASS;
  }

  /** Whether the oracle's answer is that it is no class and need not be one. */
  boolean isForeign(int row) {
    return !isClass(row) && kinds[row] == NO_CLASS;
  }

  /** Rows of frames that have a class. */
  int[] classRows() {
    return IntStream.range(0, size()).filter(this::isClass).toArray();
  }

  /** All rows in an order drawn from {@code seed}. */
  int[] shuffled(long seed) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
    Collections.shuffle(rows, new java.util.Random(seed));
    return rows.stream().mapToInt(row -> row).toArray();
  }
}
