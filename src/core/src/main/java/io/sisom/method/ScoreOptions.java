package io.sisom.method;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The switches of both scores: what is asked for, before anything is measured. The defaults are the
 * paper's score and the lean one as described; everything else is for ablation.
 *
 * @param profile which score
 * @param taps layers that count (coverage), by name; empty: all, in the lean score {@link
 *     LeanFeature#defaultTaps}
 * @param saliency whether activations are multiplied by their gradients; sisome only
 * @param steepness α by tap, others off; empty: {@code relativeSteepness}; sisome only
 * @param relativeSteepness a of {@code α_j = a / rms(h⊙g)_j}, above 0; sisome only
 * @param positions spatial positions of taps that are to be pooled by sum instead of mean. A sum is
 *     the mean times the positions, so pooling is a factor of a given α: positions² with saliency,
 *     positions without. A relative α and a normalized feature do not depend on it.
 * @param distance what of the distances counts; sisome only, the lean score takes the inner one
 * @param neighbors k of the inner distance, 1 or more; lean only
 * @param root whether units go in as their signed square roots; lean only
 * @param salient length of the paper's enhanced units beside the normalized activations, 0 to 1; 0:
 *     none, and no gradient is read; lean only
 * @param outer from where the outer distance is measured
 * @param form in which energy and ratio are added; sisome only, the lean score standardizes
 * @param weight of the energy, 0 to 1; empty: {@code min(r_avg, 1)}, in the lean score ½
 */
public record ScoreOptions(
    Profile profile,
    List<String> taps,
    boolean saliency,
    Map<String, Double> steepness,
    double relativeSteepness,
    Map<String, Integer> positions,
    Distance distance,
    int neighbors,
    boolean root,
    double salient,
    OuterReading outer,
    ScoreForm form,
    OptionalDouble weight) {
  private static final double LEAN_WEIGHT = 0.5;

  /** Throws {@link IllegalArgumentException} where a value is out of its range. */
  public ScoreOptions {
    taps = List.copyOf(taps);
    steepness = Collections.unmodifiableMap(new LinkedHashMap<>(steepness));
    positions = Map.copyOf(positions);
    require(relativeSteepness > 0, "relative steepness " + relativeSteepness + " is not above 0");
    require(salient >= 0 && salient <= 1, "salient share " + salient + " is not within 0 to 1");
    require(neighbors >= 1, "neighbours " + neighbors + " are not 1 or more");
    require(positions.values().stream().allMatch(n -> n >= 1), "positions below 1 in " + positions);
    require(
        weight.isEmpty() || (weight.getAsDouble() >= 0 && weight.getAsDouble() <= 1),
        "weight " + weight + " is not within 0 to 1");
  }

  /** Without enhanced units beside the lean feature. */
  public ScoreOptions(
      Profile profile,
      List<String> taps,
      boolean saliency,
      Map<String, Double> steepness,
      double relativeSteepness,
      Map<String, Integer> positions,
      Distance distance,
      int neighbors,
      boolean root,
      OuterReading outer,
      ScoreForm form,
      OptionalDouble weight) {
    this(
        profile,
        taps,
        saliency,
        steepness,
        relativeSteepness,
        positions,
        distance,
        neighbors,
        root,
        0,
        outer,
        form,
        weight);
  }

  /** The same switches for the other score. */
  public ScoreOptions with(Profile other) {
    return toBuilder().profile(other).build();
  }

  /** The same but for what is set next. */
  public ScoreOptionsBuilder toBuilder() {
    return new ScoreOptionsBuilder(this);
  }

  /** The paper's score with steepness relative to the signal. */
  public static ScoreOptions sisome() {
    return of(Profile.SISOME);
  }

  /** The lean score as described in the method's notes. */
  public static ScoreOptions lean() {
    return of(Profile.LEAN);
  }

  private static ScoreOptions of(Profile profile) {
    return new ScoreOptions(
        profile,
        List.of(),
        true,
        Map.of(),
        0.1,
        Map.of(),
        Distance.RATIO,
        DistanceRule.LEAN_NEIGHBORS,
        false,
        0,
        OuterReading.QUERY,
        ScoreForm.RAW,
        OptionalDouble.empty());
  }

  /** Names of taps, here or in the steepness, that a layout does not have; empty if all is well. */
  public List<String> unknownTaps(TapLayout layout) {
    return Stream.of(taps, steepness.keySet(), positions.keySet())
        .flatMap(Collection::stream)
        .filter(name -> !layout.names().contains(name))
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether gradients are read at all. */
  public boolean usesSaliency() {
    return profile == Profile.SISOME ? saliency : salient > 0;
  }

  /** Names of the taps whose gradients a rule of these options can read. */
  public Set<String> gradientTaps(TapLayout layout) {
    if (profile == Profile.LEAN) {
      return usesSaliency() ? Set.copyOf(SalientLeanFeature.taps(layout)) : Set.of();
    }
    return layout.names().stream()
        .filter(name -> usesSaliency())
        .filter(name -> taps.isEmpty() || taps.contains(name))
        .filter(name -> steepness.isEmpty() || steepness.getOrDefault(name, 0.0) > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The rule for one model.
   *
   * @param layout of its taps; has all that are named here
   * @param rms signal of each tap, as of {@link TapSignal}; not read where {@link #usesSaliency()}
   *     is false in the lean score
   */
  public DistanceRule rule(TapLayout layout, double[] rms) {
    if (profile == Profile.LEAN) {
      List<String> chosen = taps.isEmpty() ? LeanFeature.defaultTaps(layout) : taps;
      LeanFeature lean = new LeanFeature(layout, chosen, root);
      FeatureMap features = salient > 0 ? SalientLeanFeature.of(lean, rms, salient) : lean;
      return new DistanceRule(profile, features, Distance.INNER, neighbors, outer);
    }
    Steepness all =
        steepness.isEmpty()
            ? Steepness.relative(layout, relativeSteepness, rms)
            : Steepness.absolute(layout, pooled());
    Steepness covered = taps.isEmpty() ? all : all.only(taps);
    return new DistanceRule(profile, new Enhancement(covered, saliency), distance, 1, outer);
  }

  private Map<String, Double> pooled() {
    Map<String, Double> factored = new LinkedHashMap<>();
    steepness.forEach(
        (tap, alpha) -> {
          double n = positions.getOrDefault(tap, 1);
          factored.put(tap, alpha * (saliency ? n * n : n));
        });
    return factored;
  }

  /** How energy and distance are added: the lean score always standardizes. */
  public ScoreForm effectiveForm() {
    return profile == Profile.LEAN ? ScoreForm.ZSCORE : form;
  }

  /** Weight of the energy. */
  public double weightFor(double ratioAverage) {
    return weight.orElse(profile == Profile.LEAN ? LEAN_WEIGHT : Balance.weightOf(ratioAverage));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("score options: " + otherwise);
    }
  }
}
