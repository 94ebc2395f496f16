package io.sisom.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which frames are held out: of each class the ones whose frameId hashes lowest, and those that are
 * to calibrate whatever their hash. The same frames give the same split in any order, and new
 * frames move few of the old ones.
 *
 * @param pool rows the known frames are chosen from
 * @param calibration rows held out
 */
public record CalibrationSplit(int[] pool, int[] calibration) {
  /** A smaller class cannot spare a frame. */
  private static final int MIN_TO_SPLIT = 5;

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
    for (int c = 0; c < classes; c++) {
      int label = c;
      int[] ofClass =
          IntStream.of(rows).filter(row -> labels[row] == label && !heldOut[row]).toArray();
      int count = ofClass.length < MIN_TO_SPLIT ? 0 : (int) Math.round(fraction * ofClass.length);
      Arrays.stream(ofClass)
          .boxed()
          .sorted(Comparator.comparing(frameIds::get, FrameHash.ORDER))
          .limit(count)
          .forEach(row -> heldOut[row] = true);
    }
    return new CalibrationSplit(
        IntStream.of(rows).filter(row -> !heldOut[row]).toArray(),
        IntStream.of(rows).filter(row -> heldOut[row]).toArray());
  }
}
