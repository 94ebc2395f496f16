package io.sisom.reference;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;
import java.util.List;

/**
 * The known frames that distances are measured to, one row each. Arrays are not to be changed.
 *
 * @param features enhanced (centered) or lean features, finite, one row a frame
 * @param labels index of each frame's label among the head's
 * @param frameIds of the frames
 */
public record KnownFrames(FloatFeatures features, int[] labels, List<String> frameIds) {

  /** Throws {@link IllegalArgumentException} where the three differ in length. */
  public KnownFrames {
    frameIds = List.copyOf(frameIds);
    if (features.rows() != labels.length || labels.length != frameIds.size()) {
      throw new IllegalArgumentException(
          String.format(
              "known frames: %d rows of features, %d labels and %d frame ids",
              features.rows(), labels.length, frameIds.size()));
    }
  }

  /** Number of frames. */
  public int size() {
    return labels.length;
  }

  /** Whether each of the classes 0 to {@code classes - 1} has one. */
  boolean holdsEvery(int classes) {
    return Arrays.stream(labels).distinct().count() == classes;
  }
}
