package io.sisom.training;

import io.sisom.labeling.Captured;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which frames are held out: of each class the ones whose frameId hashes lowest, and those that are
 * to calibrate whatever their hash. Classes that are too small to spare a frame each spare some
 * together, at most one of each, where that makes enough: a pool of many small classes calibrates,
 * too. The same frames give the same split in any order, and new frames move few of the old ones.
 *
 * @param pool rows the known frames are chosen from
 * @param calibration rows held out
 */
public record CalibrationSplit(int[] pool, int[] calibration) {
  /** A smaller class cannot spare a frame of its own. */
  private static final int MIN_TO_SPLIT = 5;

  /** Of small classes one of this size keeps two frames, which have a distance. */
  private static final int MIN_TO_SHARE = 3;

  /** Fewer frames of small classes calibrate nothing, and are better known. */
  private static final int MIN_SHARED = 10;

  /**
   * Splits class by class.
   *
   * @param rows in the order the parts keep
   * @param labels class of each row, 0 to {@code classes - 1}
   */
  public static CalibrationSplit of(
      int[] rows, int[] labels, int classes, List<String> frameIds, double fraction) {
    return of(rows, labels, classes, frameIds, fraction, Set.of());
  }

  /**
   * Splits class by class.
   *
   * @param rows in the order the parts keep
   * @param labels class of each row, 0 to {@code classes - 1}
   * @param always frames that are held out beside the fraction of the others
   */
  public static CalibrationSplit of(
      int[] rows,
      int[] labels,
      int classes,
      List<String> frameIds,
      double fraction,
      Set<String> always) {
    boolean[] heldOut = new boolean[labels.length];
    for (int row : rows) {
      heldOut[row] = always.contains(frameIds.get(row));
    }
    int[] rest = IntStream.of(rows).filter(row -> !heldOut[row]).toArray();
    Comparator<Integer> byHash = Comparator.comparing(frameIds::get, FrameHash.ORDER);
    IntStream.Builder first = IntStream.builder();
    long small = 0;
    for (int[] ofClass : RowsByClass.of(rest, labels, classes)) {
      int count = ofClass.length < MIN_TO_SPLIT ? 0 : (int) Math.round(fraction * ofClass.length);
      lowest(ofClass, byHash, count).forEach(row -> heldOut[row] = true);
      if (count == 0) {
        small += ofClass.length;
        lowest(ofClass, byHash, ofClass.length < MIN_TO_SHARE ? 0 : 1).forEach(first);
      }
    }
    long shared = Math.round(fraction * small);
    lowest(first.build().toArray(), byHash, shared < MIN_SHARED ? 0 : shared)
        .forEach(row -> heldOut[row] = true);
    return new CalibrationSplit(
        IntStream.of(rows).filter(row -> !heldOut[row]).toArray(),
        IntStream.of(rows).filter(row -> heldOut[row]).toArray());
  }

  /**
   * Splits by units that are held out as a whole, none cut in two. Units come in the order of their
   * names' hashes; one is held out where more than half of its frames are still wanted of their
   * classes, and each of its classes keeps two known frames of other units, or half of what it has
   * where that is less. Frames of {@code always} are held out, too, and the units that they belong
   * to.
   *
   * @param rows in the order the parts keep
   * @param labels class of each row, 0 to {@code classes - 1}
   * @param captured who saw each frame and when, by frameId
   */
  static CalibrationSplit of(
      int[] rows,
      int[] labels,
      int classes,
      List<String> frameIds,
      SplitRule rule,
      Map<String, Captured> captured,
      Set<String> always) {
    if (rule.unit() == CalibrationUnit.FRAME) {
      return of(rows, labels, classes, frameIds, rule.fraction(), always);
    }
    boolean[] heldOut =
        new UnitSplit(rows, labels, classes, rule.fraction())
            .heldOut(row -> rule.unitOf(frameIds.get(row), captured), frameIds, always);
    return new CalibrationSplit(
        IntStream.of(rows).filter(row -> !heldOut[row]).toArray(),
        IntStream.of(rows).filter(row -> heldOut[row]).toArray());
  }

  private static IntStream lowest(int[] rows, Comparator<Integer> byHash, long count) {
    return Arrays.stream(rows).boxed().sorted(byHash).limit(count).mapToInt(row -> row);
  }
}
