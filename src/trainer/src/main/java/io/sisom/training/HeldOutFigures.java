package io.sisom.training;

import io.sisom.method.Head;
import io.sisom.method.Logits;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a model does on held-out frames.
 *
 * @param frames of each label
 * @param hits which of them, in their order, are predicted right
 * @param calibrationError expected calibration error: how far the predicted class's probability is
 *     from being right as often as it says, over 15 bins (Guo et al., 2017), 0 to 1
 */
record HeldOutFigures(
    Map<String, Integer> frames, Map<String, BitSet> hits, double calibrationError) {
  private static final int BINS = 15;

  /**
   * Counts.
   *
   * @param labels of the frames
   * @param logits what the model says of each, in the same order
   * @param head that made them
   */
  static HeldOutFigures of(List<String> labels, List<Logits> logits, Head head) {
    Map<String, Integer> frames = new TreeMap<>();
    Map<String, BitSet> hits = new TreeMap<>();
    double[] confidence = new double[BINS];
    double[] right = new double[BINS];
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      int predicted = logits.get(i).pseudoClass();
      boolean hit = head.labels().get(predicted).equals(label);
      int place = frames.merge(label, 1, Integer::sum) - 1;
      hits.computeIfAbsent(label, l -> new BitSet()).set(place, hit);
      double probability = logits.get(i).probabilities()[predicted];
      int bin = Math.min(BINS - 1, (int) (BINS * probability));
      confidence[bin] += probability;
      right[bin] += hit ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]) / Math.max(1, labels.size());
    }
    return new HeldOutFigures(frames, hits, error);
  }

  /** Frames in all. */
  int size() {
    return frames.values().stream().mapToInt(count -> count).sum();
  }

  /** Frames predicted right. */
  int rightInAll() {
    return hits.values().stream().mapToInt(BitSet::cardinality).sum();
  }

  /** Which of a label's frames are predicted right. */
  BitSet hits(String label) {
    return hits.getOrDefault(label, new BitSet());
  }

  /** Share predicted right; 0 where there is no frame. */
  double accuracy() {
    return size() == 0 ? 0 : (double) rightInAll() / size();
  }

  /** Share of each label's frames predicted right. */
  Map<String, Double> accuracyByLabel() {
    Map<String, Double> shares = new TreeMap<>();
    frames.forEach((label, count) -> shares.put(label, (double) hits(label).cardinality() / count));
    return shares;
  }
}
