package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Kinds of foreign frames that are wanted as new classes, and frames of them to test with.
 *
 * @param sets foreign sets without the frames to test with
 * @param kinds of each set, wanted kind of each frame; −1: none
 * @param names of the wanted kinds
 * @param test frames of wanted kinds, which are in no pool; labels are wanted kinds
 */
public record WantedKinds(
    List<PixelSet> sets, List<int[]> kinds, List<String> names, List<PixelSet> test) {
  private static final int EVERY_FIFTH = 5;

  /** Keeps copies of the lists. */
  public WantedKinds {
    sets = List.copyOf(sets);
    kinds = List.copyOf(kinds);
    names = List.copyOf(names);
    test = List.copyOf(test);
  }

  /** No kind of these sets is wanted. */
  static WantedKinds none(List<PixelSet> foreign) {
    return new WantedKinds(
        foreign, foreign.stream().map(set -> filled(set.size())).toList(), List.of(), List.of());
  }

  private static int[] filled(int size) {
    int[] none = new int[size];
    Arrays.fill(none, -1);
    return none;
  }

  /**
   * Draws the wanted kinds; every fifth frame of these is kept for testing.
   *
   * @param foreign sets, each of whose kinds lie one after the other in equal parts
   * @param kindsOfASet how many that are
   * @param share of all kinds that are wanted, 0 to 1; at least one kind unless 0
   * @param seed of which ones
   * @throws EvaluationException where a set has fewer frames than kinds
   */
  public static WantedKinds of(List<PixelSet> foreign, int kindsOfASet, double share, long seed) {
    List<Integer> all =
        new ArrayList<>(IntStream.range(0, kindsOfASet * foreign.size()).boxed().toList());
    Collections.shuffle(all, new Random(seed));
    int count = share == 0 ? 0 : (int) Math.max(1, Math.round(share * all.size()));
    List<Integer> wanted = all.subList(0, Math.min(count, all.size())).stream().sorted().toList();
    List<PixelSet> sets = new ArrayList<>();
    List<int[]> kinds = new ArrayList<>();
    List<PixelSet> test = new ArrayList<>();
    for (int s = 0; s < foreign.size(); s++) {
      PixelSet set = foreign.get(s);
      if (set.size() < kindsOfASet) {
        throw new EvaluationException(
            "%s has %d frames, fewer than --foreign-kinds %d"
                .formatted(set.name(), set.size(), kindsOfASet));
      }
      int first = s * kindsOfASet;
      int[] kind =
          IntStream.range(0, set.size())
              .map(i -> wanted.indexOf(first + (int) ((long) i * kindsOfASet / set.size())))
              .toArray();
      int[] tested = IntStream.range(0, kind.length).filter(i -> kept(kind, i)).toArray();
      int[] pooled = IntStream.range(0, kind.length).filter(i -> !kept(kind, i)).toArray();
      sets.add(some(set, pooled, set.labels()));
      kinds.add(IntStream.of(pooled).map(i -> kind[i]).toArray());
      test.add(some(set, tested, kind));
    }
    List<String> names =
        wanted.stream()
            .map(k -> foreign.get(k / kindsOfASet).name() + "/" + k % kindsOfASet)
            .toList();
    return new WantedKinds(sets, kinds, names, test);
  }

  private static boolean kept(int[] kind, int i) {
    return kind[i] >= 0 && i % EVERY_FIFTH == 0;
  }

  private static PixelSet some(PixelSet set, int[] rows, int[] labels) {
    return new PixelSet(
        set.name(),
        IntStream.of(rows).mapToObj(set.planes()::get).toList(),
        IntStream.of(rows).map(i -> labels[i]).toArray(),
        0);
  }

  /**
   * Test frames of the model's classes and behind them those of the wanted kinds, whose labels
   * count on from the classes.
   */
  public PixelSet tested(PixelSet own, int classes) {
    List<byte[]> planes = new ArrayList<>(own.planes());
    IntStream labels = Arrays.stream(own.labels());
    for (PixelSet set : test) {
      planes.addAll(set.planes());
      labels = IntStream.concat(labels, Arrays.stream(set.labels()).map(kind -> classes + kind));
    }
    return new PixelSet(own.name(), planes, labels.toArray(), own.leftOut());
  }
}
