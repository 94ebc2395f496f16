package io.sisom.fitting;

import io.sisom.method.Activations;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Enhancement;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Moments;
import io.sisom.method.Profile;
import io.sisom.method.Queries;
import io.sisom.method.ScoreOptions;
import io.sisom.method.Separability;
import io.sisom.method.Sisome;
import io.sisom.method.TapSignal;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One way to measure distances, tried out. Form and weight are combined afterwards, so that they
 * cost no distances. It holds the features of all known frames from its making until {@link
 * #release()}: those of one way in memory, not of all ways.
 */
final class RuleTrial {
  /** Leave-one-out ratios are averaged over so many known frames; their mean is then within 2 %. */
  private static final int RATIO_FRAMES = 500;

  /** A centered unit beyond this has its sigmoid within 0.01 of 0 or 1. */
  private static final double SATURATED = 0.49;

  private final FittingFrames frames;
  private final DistanceRule rule;
  private @Nullable KnownSet known;
  private final double saturated;
  private final double[] ratios;
  private final double[] ratioEnergies;
  private final Map<Activations, double[]> distances = new IdentityHashMap<>();

  private RuleTrial(FittingFrames frames, DistanceRule rule) {
    this.frames = frames;
    this.rule = rule;
    FloatFeatures features = features(frames.known());
    KnownSet set = KnownSet.of(features, frames.labels(), frames.classes());
    this.known = set;
    int total = frames.known().frames();
    int[] sample =
        IntStream.range(0, Math.min(RATIO_FRAMES, total))
            .map(i -> (int) ((long) i * total / Math.min(RATIO_FRAMES, total)))
            .toArray();
    this.ratios =
        Separability.leaveOneOut(
            set,
            features.select(sample),
            IntStream.of(sample).map(row -> frames.labels()[row]).toArray(),
            sample,
            rule.outer(),
            done -> {});
    double[] energies = Rows.energies(frames.known());
    this.ratioEnergies = IntStream.of(sample).mapToDouble(row -> energies[row]).toArray();
    this.saturated = saturated(features(frames.heldOut()));
  }

  /** Sets up the known frames. */
  static RuleTrial of(FittingFrames frames, ScoreOptions options) {
    TapSignal signal = new TapSignal(frames.layout(), options.usesSaliency());
    if (options.profile() == Profile.SISOME || options.usesSaliency()) {
      int width = frames.layout().width();
      for (int row = 0; row < frames.known().frames(); row++) {
        signal.add(frames.known().taps(), frames.known().tapGradients(), row * width);
      }
    }
    return new RuleTrial(frames, options.rule(frames.layout(), signal.rms()));
  }

  /** r_avg (Eq. 10) among these features; NaN where no class has two known frames. */
  double ratioAverage() {
    return Separability.average(ratios);
  }

  /** Share of units that are saturated, 0 to 1; 0 where there is no sigmoid. */
  double saturatedShare() {
    return saturated;
  }

  /** Scores of the held-out frames or of outliers, energy and distance added as the options say. */
  double[] scores(Activations of, ScoreOptions options) {
    return scores(of, combined(options));
  }

  private double[] scores(Activations of, Sisome sisome) {
    double[] novelty = distances(of);
    double[] energies = Rows.energies(of);
    return IntStream.range(0, novelty.length)
        .mapToDouble(row -> sisome.score(energies[row], novelty[row]))
        .toArray();
  }

  /** How well these scores tell held-out frames from outliers. */
  Judgment judge(ScoreOptions options) {
    Sisome sisome = combined(options);
    return Judgment.of(frames, set -> scores(set, sisome));
  }

  private Sisome combined(ScoreOptions options) {
    double[] heldOut = distances(frames.heldOut());
    double[] energies = Rows.energies(frames.heldOut());
    double weight = options.weightFor(ratioAverage());
    boolean standardizedOnKnown = rule.distance() == Distance.RATIO;
    Balance balance =
        standardizedOnKnown
            ? Balance.of(weight, ratios, ratioEnergies)
            : Balance.of(weight, heldOut, energies);
    return Sisome.of(
        options.effectiveForm(), balance, Calibration.of(energies), Calibration.of(heldOut));
  }

  /** Whether it gives figures: a class of two known frames, and a finite distance. */
  boolean isUsable() {
    return Double.isFinite(ratioAverage())
        && Moments.ofFinite(distances(frames.heldOut())).count() > 0;
  }

  /** Measured once, when first asked for. */
  private double[] distances(Activations of) {
    return distances.computeIfAbsent(of, this::measure);
  }

  /** Lets go of the known frames; what was measured stays, anything else costs them again. */
  void release() {
    known = null;
  }

  private KnownSet known() {
    KnownSet set = known;
    if (set == null) {
      set = KnownSet.of(features(frames.known()), frames.labels(), frames.classes());
      known = set;
    }
    return set;
  }

  private double[] measure(Activations activations) {
    KnownSet among = known();
    int[] classes = Rows.innerClasses(activations, rule, among);
    Queries queries = Queries.of(features(activations), classes);
    return Arrays.stream(rule.nearestOnAllCores(among, queries, done -> {}))
        .mapToDouble(rule::novelty)
        .toArray();
  }

  private FloatFeatures features(Activations activations) {
    return Rows.features(activations, rule.features());
  }

  private double saturated(FloatFeatures features) {
    FeatureMap map = rule.features();
    if (!(map instanceof Enhancement)) {
      return 0;
    }
    int count = 0;
    for (float unit : features.values()) {
      count += Math.abs(unit) > SATURATED ? 1 : 0;
    }
    return (double) count / features.values().length;
  }
}
