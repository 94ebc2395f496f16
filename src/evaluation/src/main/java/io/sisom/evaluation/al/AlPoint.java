package io.sisom.evaluation.al;

import java.util.Arrays;

/**
 * How a run stands after a cycle.
 *
 * @param labels spent, those of the start included
 * @param accuracy on the test frames, 0 to 1
 * @param foreign labels spent on each foreign set
 * @param discovered wanted kinds that are classes by then
 * @param choice figures of the choice before it: SISOMe limit, junk, near-duplicates, fillers
 * @param chooseSeconds wall time of looking and choosing
 * @param learnSeconds wall time of learning
 */
@SuppressWarnings("ArrayRecordComponent") // small, never compared
public record AlPoint(
    int labels,
    double accuracy,
    int[] foreign,
    int discovered,
    Choice choice,
    double chooseSeconds,
    double learnSeconds) {
  /** Labels spent on frames without a class. */
  public int foreignLabels() {
    return Arrays.stream(foreign).sum();
  }
}
