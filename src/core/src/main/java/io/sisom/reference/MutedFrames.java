package io.sisom.reference;

import io.sisom.method.FloatFeatures;
import java.util.List;
import java.util.Optional;

/**
 * Frames that people called foreign and muted, each with a radius: a frame whose feature lies within
 * it is so like them that it is to raise no alert. Arrays are not to be changed.
 *
 * @param features as those of the known frames, finite, one row a frame
 * @param radii one for each frame, above 0 and finite
 * @param frameIds of the frames
 */
public record MutedFrames(FloatFeatures features, float[] radii, List<String> frameIds) {

  /** Throws {@link IllegalArgumentException} where there is none, or the three disagree. */
  public MutedFrames {
    frameIds = List.copyOf(frameIds);
    if (features.rows() == 0
        || features.rows() != radii.length
        || radii.length != frameIds.size()) {
      throw new IllegalArgumentException(
          String.format(
              "muted frames: %d rows of features, %d radii and %d frame ids",
              features.rows(), radii.length, frameIds.size()));
    }
    for (int row = 0; row < radii.length; row++) {
      if (!(radii[row] > 0) || Float.isInfinite(radii[row]) || !features.isFinite(row)) {
        throw new IllegalArgumentException(
            String.format(
                "muted frames: %s has radius %s, or a feature that is not finite",
                frameIds.get(row), radii[row]));
      }
    }
  }

  /** Number of frames. */
  public int size() {
    return radii.length;
  }

  /**
   * The nearest of those whose radius the feature lies within, the first on a tie.
   *
   * @param nearestKnown distance from the feature to the nearest known frame: a muted one that is
   *     no nearer does not count
   * @return its frame id
   */
  public Optional<String> holding(float[] feature, double nearestKnown) {
    FloatFeatures asked = FloatFeatures.ofRow(feature);
    double least = nearestKnown * nearestKnown;
    int found = -1;
    for (int row = 0; row < radii.length; row++) {
      double squared = features.squaredDistance(row, asked, 0);
      if (squared < least && squared <= (double) radii[row] * radii[row]) {
        least = squared;
        found = row;
      }
    }
    return found < 0 ? Optional.empty() : Optional.of(frameIds.get(found));
  }
}
