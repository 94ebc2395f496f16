package io.sisom.method;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * How a frame is measured against the known set.
 *
 * @param profile the score it belongs to
 * @param features what distances are measured between
 * @param distance what of them goes into the score
 * @param neighbors k of {@link Distance#INNER}, 1 or more; a class of fewer known frames takes all
 * @param outer from where the outer distance is measured
 * @param inner which class's known frames are inner ones
 */
public record DistanceRule(
    Profile profile,
    FeatureMap features,
    Distance distance,
    int neighbors,
    OuterReading outer,
    InnerClass inner) {
  /** The lean score's k. */
  public static final int LEAN_NEIGHBORS = 10;

  /** Throws {@link IllegalArgumentException} where k is below 1. */
  public DistanceRule {
    if (neighbors < 1) {
      throw new IllegalArgumentException("score: neighbours " + neighbors + " must be 1 or more");
    }
  }

  /** With inner frames of the pseudo-class among those that have known frames. */
  public DistanceRule(
      Profile profile, FeatureMap features, Distance distance, int neighbors, OuterReading outer) {
    this(profile, features, distance, neighbors, outer, InnerClass.HELD);
  }

  /** The paper's: enhanced features and the ratio. */
  public static DistanceRule sisome(Steepness steepness, OuterReading outer) {
    return new DistanceRule(Profile.SISOME, new Enhancement(steepness), Distance.RATIO, 1, outer);
  }

  /** The lean score's. */
  public static DistanceRule lean(TapLayout layout, List<String> taps, int neighbors) {
    return new DistanceRule(
        Profile.LEAN, new LeanFeature(layout, taps), Distance.INNER, neighbors, OuterReading.QUERY);
  }

  /**
   * Class whose known frames are a frame's inner ones: what the other methods take as its label.
   *
   * @param logits finite, one a class of {@code known}
   */
  public int innerClass(KnownSet known, Logits logits) {
    return inner.of(known, logits);
  }

  /**
   * Nearest known frames of a frame.
   *
   * @param frames features made by {@link #features()}
   * @param excluded row of a sample to pass over, or {@link Neighbors#NONE}
   */
  public Neighbors nearest(KnownSet known, Features frames, int frame, int label, int excluded) {
    return known.nearest(frames, frame, label, excluded, outer, neighbors);
  }

  /** The same for a block of frames, which costs less than one by one; on the caller's thread. */
  public Neighbors[] nearest(KnownSet known, Queries queries) {
    return known.nearest(queries, outer, neighbors);
  }

  /**
   * The same, of what a device has listed.
   *
   * @param frames float32, one finite row a frame, in the order of the shortlist
   * @param labels class of each frame
   */
  public Shortlisted nearest(
      KnownSet known, FloatFeatures frames, int[] labels, Shortlist shortlist) {
    return known.nearest(frames, labels, shortlist, outer, neighbors);
  }

  /**
   * The same on all cores.
   *
   * @param done told the number of frames finished, after each; one thread at a time
   */
  public Neighbors[] nearestOnAllCores(KnownSet known, Queries queries, IntConsumer done) {
    return known.nearestOnAllCores(queries, outer, neighbors, done);
  }

  /** The same with other inner frames. */
  public DistanceRule with(InnerClass other) {
    return new DistanceRule(profile, features, distance, neighbors, outer, other);
  }

  /** What goes into the score; may be infinite. */
  public double novelty(Neighbors found) {
    return distance.of(found);
  }
}
