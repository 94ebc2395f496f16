package io.sisom.training;

import java.util.HashSet;
import java.util.List;

/**
 * Labeled frames as the model sees them, one row each. Arrays are not to be changed.
 *
 * @param frameIds distinct
 * @param labels one for each frame, known to the head or not
 * @param logits {@code float[N * K]}, row-major
 * @param taps {@code float[N * D]}: activations h
 * @param tapGrads {@code float[N * D]}: gradients g of KL(u‖p)
 */
public record LabeledFeatures(
    List<String> frameIds, List<String> labels, float[] logits, float[] taps, float[] tapGrads) {

  /** Throws {@link IllegalArgumentException} where lengths disagree or a frame stands twice. */
  public LabeledFeatures {
    frameIds = List.copyOf(frameIds);
    labels = List.copyOf(labels);
    if (labels.size() != frameIds.size() || tapGrads.length != taps.length) {
      throw new IllegalArgumentException(
          String.format(
              "labeled features: %d frames, %d labels, %d activations, %d gradients",
              frameIds.size(), labels.size(), taps.length, tapGrads.length));
    }
    if (new HashSet<>(frameIds).size() != frameIds.size()) {
      throw new IllegalArgumentException(
          "labeled features: frame ids repeat; the pool is compacted by frameId, so each frame must"
              + " stand here once, with its latest label");
    }
  }

  /** N, the number of frames. */
  public int size() {
    return frameIds.size();
  }
}
