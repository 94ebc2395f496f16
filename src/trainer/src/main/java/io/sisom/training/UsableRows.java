package io.sisom.training;

import io.sisom.method.Head;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows a reference set can be built from, and why the others cannot.
 *
 * @param rows by frameId, so that the order of arrival does not matter
 * @param labels index of each row's label among the head's; −1 for a label it does not know
 * @param unknownLabel rows left out because the head does not know their label
 * @param notFinite rows left out because a logit, or h·g of a unit of any tap, is not finite
 */
record UsableRows(int[] rows, int[] labels, int unknownLabel, int notFinite) {

  static UsableRows of(LabeledFeatures frames, Head head, int tapWidth) {
    Map<String, Integer> index = new HashMap<>();
    for (int c = 0; c < head.classes(); c++) {
      index.put(head.labels().get(c), c);
    }
    int[] labels =
        frames.labels().stream().mapToInt(label -> index.getOrDefault(label, -1)).toArray();
    int[] labeled =
        IntStream.range(0, labels.length)
            .filter(row -> labels[row] >= 0)
            .boxed()
            .sorted(Comparator.comparing(frames.frameIds()::get))
            .mapToInt(row -> row)
            .toArray();
    int[] finite = Arrays.stream(labeled).filter(row -> isFinite(frames, row, tapWidth)).toArray();
    return new UsableRows(
        finite, labels, labels.length - labeled.length, labeled.length - finite.length);
  }

  private static boolean isFinite(LabeledFeatures frames, int row, int tapWidth) {
    for (int k = row * tapWidth; k < (row + 1) * tapWidth; k++) {
      double gradient = frames.tapGradients().length == 0 ? 1 : frames.tapGradients()[k];
      if (!Double.isFinite(frames.taps()[k] * gradient)) {
        return false;
      }
    }
    return frames.logitsOf(row).areFinite();
  }
}
