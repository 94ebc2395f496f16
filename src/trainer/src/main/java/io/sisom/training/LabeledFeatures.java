package io.sisom.training;

import io.sisom.labeling.Captured;
import io.sisom.method.Activations;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Logits;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labeled frames as the model sees them, one row each. Arrays are not to be changed.
 *
 * @param frameIds distinct
 * @param labels one for each frame, known to the head or not
 * @param logits {@code float[N * K]}, row-major
 * @param taps {@code float[N * D]}: activations h
 * @param tapGradients {@code float[N * D]}: gradients g of KL(u‖p); empty where no score is to read
 *     them
 * @param calibration ids of frames that are always held out
 * @param captured who saw each frame and when, by frameId; a frame may be missing
 */
public record LabeledFeatures(
    List<String> frameIds,
    List<String> labels,
    float[] logits,
    float[] taps,
    float[] tapGradients,
    Set<String> calibration,
    Map<String, Captured> captured) {

  /** Frames none of which is always held out. */
  public LabeledFeatures(
      List<String> frameIds,
      List<String> labels,
      float[] logits,
      float[] taps,
      float[] tapGradients) {
    this(frameIds, labels, logits, taps, tapGradients, Set.of(), Map.of());
  }

  /** Throws {@link IllegalArgumentException} where lengths disagree or a frame stands twice. */
  public LabeledFeatures {
    frameIds = List.copyOf(frameIds);
    labels = List.copyOf(labels);
    calibration = Set.copyOf(calibration);
    captured = Map.copyOf(captured);
    if (labels.size() != frameIds.size()
        || (tapGradients.length != taps.length && tapGradients.length != 0)) {
      throw new IllegalArgumentException(
          String.format(
              "labeled features: %d frames, %d labels, %d activations, %d gradients",
              frameIds.size(), labels.size(), taps.length, tapGradients.length));
    }
    if (new HashSet<>(frameIds).size() != frameIds.size()) {
      throw new IllegalArgumentException(
          "labeled features: frame ids repeat; the pool is compacted by frameId, so each frame must"
              + " stand here once, with its latest label");
    }
  }

  /** The same, with who saw the frames and when, by frameId. */
  public LabeledFeatures seenBy(Map<String, Captured> seen) {
    return new LabeledFeatures(frameIds, labels, logits, taps, tapGradients, calibration, seen);
  }

  /** N, the number of frames. */
  public int size() {
    return frameIds.size();
  }

  /** Some rows. */
  Activations select(int[] rows) {
    return new Activations(size(), logits, taps, tapGradients).select(rows);
  }

  /** Logits of a row. */
  Logits logitsOf(int row) {
    int classes = logits.length / size();
    return Logits.of(logits, row * classes, classes);
  }

  /** Energies of rows whose logits are finite. */
  double[] energies(int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> logitsOf(row).energy()).toArray();
  }

  /** Share of the rows whose pseudo-class is their label; at least one row. */
  double accuracy(int[] rows, int[] labelOfRow) {
    return Arrays.stream(rows)
        .mapToDouble(row -> logitsOf(row).pseudoClass() == labelOfRow[row] ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** Enhanced features of rows whose features are finite. */
  FloatFeatures enhanced(FeatureMap enhancement, int[] rows) {
    int tapWidth = taps.length / size();
    int width = enhancement.width();
    float[] enhanced = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      if (!enhancement.enhance(taps, tapGradients, rows[i] * tapWidth, enhanced, i * width)) {
        throw new IllegalStateException(
            "frame " + frameIds.get(rows[i]) + " is not finite and was not left out");
      }
    }
    return new FloatFeatures(enhanced, rows.length, width);
  }
}
