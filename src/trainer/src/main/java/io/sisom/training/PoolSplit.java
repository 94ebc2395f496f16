package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.Head;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  static PoolSplit of(SettledLabels settled, Head head, double heldOutFraction) {
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
            heldOutFraction,
            settled.calibration());
    return new PoolSplit(ids, labels, split.pool(), split.calibration());
  }

  /** Classes there is something to learn of. */
  long classes() {
    return Arrays.stream(learning).map(row -> labels[row]).distinct().count();
  }
}
