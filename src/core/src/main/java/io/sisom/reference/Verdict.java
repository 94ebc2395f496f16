package io.sisom.reference;

import io.sisom.method.Neighbors;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What came of scoring one frame. */
public sealed interface Verdict {
  /** One of two, by which it is. */
  <R> R either(
      Function<? super Scored, ? extends R> scored, Function<? super NotScorable, ? extends R> not);

  /**
   * A score.
   *
   * @param predicted pseudo-class, an index among the head's labels
   * @param neighbors nearest known frames, rows of {@link ReferenceSet#known()}
   * @param ratio Eq. 7, 0 to infinite; higher is more novel
   * @param energy finite; higher is more uncertain
   * @param sisome the score: Eq. 11 in the reference set's form, or the lean score; may be
   *     infinite; higher is more novel
   * @param pValue conformal, in (0, 1]; small is novel; by the calibration of all sensors
   * @param enhanced the feature distances are measured between, one value for each active unit
   * @param noneProbability that the frame shows none of the classes, 0 to 1; empty where the
   *     reference set has learned nothing of such frames
   * @param mutedBy id of the muted frame that this one is so like that it is to raise no alert;
   *     empty where it is like none
   */
  record Scored(
      int predicted,
      Neighbors neighbors,
      double ratio,
      double energy,
      double sisome,
      double pValue,
      float[] enhanced,
      OptionalDouble noneProbability,
      Optional<String> mutedBy)
      implements Verdict {
    /** Of a frame that is like no muted one. */
    public Scored(
        int predicted,
        Neighbors neighbors,
        double ratio,
        double energy,
        double sisome,
        double pValue,
        float[] enhanced,
        OptionalDouble noneProbability) {
      this(
          predicted,
          neighbors,
          ratio,
          energy,
          sisome,
          pValue,
          enhanced,
          noneProbability,
          Optional.empty());
    }

    /** Without a probability of none. */
    public Scored(
        int predicted,
        Neighbors neighbors,
        double ratio,
        double energy,
        double sisome,
        double pValue,
        float[] enhanced) {
      this(predicted, neighbors, ratio, energy, sisome, pValue, enhanced, OptionalDouble.empty());
    }

    @Override
    public <R> R either(
        Function<? super Scored, ? extends R> scored,
        Function<? super NotScorable, ? extends R> not) {
      return scored.apply(this);
    }
  }

  /** No score, for a reason a person understands. */
  record NotScorable(String reason) implements Verdict {
    @Override
    public <R> R either(
        Function<? super Scored, ? extends R> scored,
        Function<? super NotScorable, ? extends R> not) {
      return not.apply(this);
    }
  }
}
