package io.sisom.reference;

import io.sisom.method.FloatFeatures;
import io.sisom.method.LeanFeature;
import java.util.List;
import java.util.Optional;

/**
 * Frames that people called foreign and muted, each with a radius: a frame that lies within it is
 * so like them that it is to raise no alert. Arrays are not to be changed.
 *
 * <p>Likeness is measured between lean features whatever the score reads. Enhanced features are
 * made to tell known from novel, and put one novel kind near another: with the demo's network 4 to
 * 71 % of a kind that nobody had muted fell within the radii of another there.
 *
 * @param likeness how a frame's activations become its feature
 * @param features of the muted frames, finite, one row a frame
 * @param radii one for each frame, above 0 and finite
 * @param frameIds of the frames
 */
public record MutedFrames(
    LeanFeature likeness, FloatFeatures features, float[] radii, List<String> frameIds) {
  private static final float[] NO_GRADIENTS = {};

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
    if (features.width() != likeness.width()) {
      throw new IllegalArgumentException(
          String.format(
              "muted frames: features are %d wide, of the taps %s %d",
              features.width(), likeness.taps(), likeness.width()));
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
   * The nearest of those whose radius a frame lies within, the first on a tie.
   *
   * @param taps an array that holds the frame's tap vector
   * @param from where in it that begins
   * @return its frame id
   */
  public Optional<String> holding(float[] taps, int from) {
    float[] feature = new float[likeness.width()];
    if (!likeness.enhance(taps, NO_GRADIENTS, from, feature, 0)) {
      return Optional.empty();
    }
    FloatFeatures asked = FloatFeatures.ofRow(feature);
    double least = Double.POSITIVE_INFINITY;
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
