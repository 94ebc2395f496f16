package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.Head;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The settled pool under a head: whose label it knows, who is learned from and who is held out.
 *
 * @param frameIds of frames whose label the head knows, in order
 * @param labels row of the head of each
 * @param learning rows of this record to learn from
 * @param heldOut rows held out for calibration and gate; the reference builder holds out the same
 */
record PoolSplit(List<String> frameIds, int[] labels, int[] learning, int[] heldOut) {

  static PoolSplit of(SettledLabels settled, Head head, SplitRule rule) {
    Map<String, Integer> rows = new HashMap<>();
    for (int c = 0; c < head.classes(); c++) {
      rows.put(head.labels().get(c), c);
    }
    List<String> ids =
        settled.byFrame().entrySet().stream()
            .filter(entry -> rows.containsKey(entry.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    int[] labels =
        ids.stream()
            .mapToInt(id -> rows.getOrDefault(settled.byFrame().getOrDefault(id, ""), -1))
            .toArray();
    CalibrationSplit split =
        CalibrationSplit.of(
            IntStream.range(0, labels.length).toArray(),
            labels,
            head.classes(),
            ids,
            rule,
            settled.captured(),
            settled.calibration());
    return new PoolSplit(ids, labels, split.pool(), split.calibration());
  }

  /**
   * The split of the same pool with frames of more kinds, in which every frame of {@code plain}
   * stays on its side, so that what is held out of classes is what the reference builder holds out.
   *
   * @param joined the pool with frames of the kinds, labeled
   * @param extended the head with a row for each kind
   * @param plain the split without them, under the head that {@code extended} begins with
   */
  static PoolSplit of(SettledLabels joined, Head extended, SplitRule rule, PoolSplit plain) {
    PoolSplit all = of(joined, extended, SplitRule.frames(rule.fraction()));
    if (rule.unit() == CalibrationUnit.FRAME) {
      return all;
    }
    Map<String, Boolean> heldOut = new HashMap<>();
    for (int row : plain.learning()) {
      heldOut.put(rule.unitOf(plain.frameIds().get(row), joined.captured()), false);
    }
    for (int row : plain.heldOut()) {
      heldOut.put(rule.unitOf(plain.frameIds().get(row), joined.captured()), true);
    }
    int[] free =
        IntStream.range(0, all.labels().length)
            .filter(row -> !heldOut.containsKey(all.unitOf(row, rule, joined)))
            .toArray();
    CalibrationSplit ofFree =
        CalibrationSplit.of(
            free,
            all.labels(),
            extended.classes(),
            all.frameIds(),
            rule,
            joined.captured(),
            joined.calibration());
    for (int row : ofFree.calibration()) {
      heldOut.put(all.unitOf(row, rule, joined), true);
    }
    IntPredicate isHeldOut = row -> heldOut.getOrDefault(all.unitOf(row, rule, joined), false);
    return new PoolSplit(
        all.frameIds(),
        all.labels(),
        IntStream.range(0, all.labels().length).filter(isHeldOut.negate()).toArray(),
        IntStream.range(0, all.labels().length).filter(isHeldOut).toArray());
  }

  private String unitOf(int row, SplitRule rule, SettledLabels settled) {
    return rule.unitOf(frameIds.get(row), settled.captured());
  }

  /** Classes there is something to learn of. */
  long classes() {
    return Arrays.stream(learning).map(row -> labels[row]).distinct().count();
  }
}
