package io.sisom.recording.picture;

/**
 * How depth becomes a gray picture, where a user asks for one: what is nearest is white (255), what
 * is farthest or beyond nearly black (1), linearly between; where nothing was measured it is black
 * (0).
 *
 * @param nearest millimeters, 0 or more
 * @param farthest millimeters, above {@code nearest}
 */
public record DepthMapping(int nearest, int farthest) {
  private static final int LEVELS = 254;

  /** Refuses an empty range. */
  public DepthMapping {
    if (nearest < 0 || farthest <= nearest) {
      throw new IllegalArgumentException(
          "depth is mapped from 0 or more to more than that, not from %d to %d mm"
              .formatted(nearest, farthest));
    }
  }

  /** The gray of a depth in millimeters; 0, less and no number are nothing measured. */
  byte gray(double millimeters) {
    if (!(millimeters > 0) || Double.isInfinite(millimeters)) {
      return 0;
    }
    double part = (millimeters - nearest) / (farthest - nearest);
    return (byte) (255 - Math.round(LEVELS * Math.max(0, Math.min(1, part))));
  }
}
