package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.WindowRanking;
import io.sisom.evaluation.EvaluationException;
import io.sisom.method.TapLayout;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.Verdict;
import io.sisom.setting.Settings;
import io.sisom.training.BuildOutcome;
import io.sisom.training.BuildOutcome.Built;
import io.sisom.training.LabeledFeatures;
import io.sisom.training.ScoreFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The stream's own choice (Schmidt et al., TMLR 2025): a reference set is built of the labeled
 * frames as the trainer builds it, candidates are scored as the scorer scores them, and ranked and
 * sieved as a window is. Where fewer are let through than asked for, near-duplicates fill up, then
 * the least far of what is junk, so that every strategy spends as much.
 *
 * @param settings the stream's, and what of it is found anew
 * @param rank what frames are ranked by
 */
record SisomStrategy(SisomSettings settings, Rank rank) implements Strategy {
  private static final int BATCH = 64;
  private static final FarLimit FAR = new FarLimit(0.95, 10, 0.5);

  /** What frames are ranked by, the highest first. */
  enum Rank {
    /** The stream's score. */
    SISOME,
    /** The ratio of inner to outer distance alone (SISOM, Eq. 7), by which the paper asks. */
    RATIO
  }

  @Override
  public Looks looks() {
    return Looks.AT_ALL;
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return settings.gradientTaps(layout);
  }

  @Override
  public Choice choose(Sight sight, int query, RandomGenerator random) {
    Built built = build(sight);
    FrameScorer scorer = new FrameScorer(built.reference());
    double far = farLimit(scorer, sight);
    CandidateConfig config =
        Settings.changed(
            settings.candidates(),
            Map.of(
                "candidate.k", query,
                "candidate.pool", Math.max(settings.candidates().pool(), query),
                "candidate.far.ratio", farRatio(),
                "candidate.far.sisome", far,
                "candidate.distance", distance(built.report().radius())));
    List<WindowRanking.Scored> scored = scored(scorer, sight.candidates());
    WindowRanking.Ranked ranked = new WindowRanking(config).of(scored);
    return choice(ranked, scored, query, far);
  }

  /** What the candidates are ranked by, in their order. */
  List<WindowRanking.Scored> scored(Sight sight) {
    return scored(new FrameScorer(build(sight).reference()), sight.candidates());
  }

  private Built build(Sight sight) {
    Frames labeled = sight.recalled();
    List<String> names = sight.head().labels();
    LabeledFeatures features =
        new LabeledFeatures(
            labeled.ids(),
            IntStream.of(sight.labels()).mapToObj(names::get).toList(),
            labeled.features().logits(),
            labeled.features().taps(),
            labeled.features().tapGradients());
    ScoreFit.Subject subject =
        new ScoreFit.Subject(
            sight.version(), sight.head(), sight.network(), settings.gradientTaps(sight.layout()));
    BuildOutcome outcome =
        new ScoreFit(
                settings.fitting(), settings.score(), settings.reference(), sight.layout(), BATCH)
            .builder(features, subject, sight.pixels(), (done, total) -> {})
            .build(features, (done, total) -> {});
    if (outcome instanceof Built built) {
      return built;
    }
    throw new EvaluationException(
        "no reference set can be built from the labels so far: "
            + ((BuildOutcome.NotBuildable) outcome).reason());
  }

  private double farLimit(FrameScorer scorer, Sight sight) {
    Tuning cut = settings.farCut();
    if (cut instanceof Tuning.Auto) {
      double[] junk =
          sight
              .junk()
              .map(frames -> Scores.sisome(scorer, frames.features()))
              .orElse(new double[0]);
      return FAR.of(scorer.reference().calibration().sisome().scores(), junk);
    }
    return cut instanceof Tuning.Given given ? given.value() : Double.POSITIVE_INFINITY;
  }

  private double farRatio() {
    return settings.farCut() instanceof Tuning.Off
        ? Double.POSITIVE_INFINITY
        : settings.candidates().farRatio();
  }

  /** Near-duplicates lie within the radius the reference set was reduced with, if not given. */
  private double distance(double radius) {
    Tuning diversity = settings.diversity();
    if (diversity instanceof Tuning.Given given) {
      return given.value();
    }
    return diversity instanceof Tuning.Auto ? radius : 0;
  }

  private List<WindowRanking.Scored> scored(FrameScorer scorer, Frames candidates) {
    List<Verdict.Scored> scores = Scores.of(scorer, candidates.features());
    List<WindowRanking.Scored> scored = new ArrayList<>(scores.size());
    for (int i = 0; i < scores.size(); i++) {
      Verdict.Scored score = scores.get(i);
      scored.add(
          new WindowRanking.Scored(
              candidates.ids().get(i),
              rank == Rank.RATIO ? score.ratio() : score.sisome(),
              score.sisome(),
              score.ratio(),
              score.pValue(),
              score.enhanced()));
    }
    return scored;
  }

  private static Choice choice(
      WindowRanking.Ranked ranked, List<WindowRanking.Scored> all, int query, double far) {
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      rows.put(all.get(i).frameId(), i);
    }
    int[] chosen =
        Stream.of(ranked.chosen(), ranked.near(), leastFarFirst(ranked.far()), all)
            .flatMap(List::stream)
            .map(WindowRanking.Scored::frameId)
            .distinct()
            .limit(query)
            .mapToInt(id -> rows.getOrDefault(id, -1))
            .toArray();
    return new Choice(
        chosen,
        far,
        ranked.far().size(),
        ranked.near().size(),
        query - Math.min(query, ranked.chosen().size()));
  }

  private static List<WindowRanking.Scored> leastFarFirst(List<WindowRanking.Scored> far) {
    return far.stream()
        .sorted(java.util.Comparator.comparingDouble(WindowRanking.Scored::sisome))
        .toList();
  }
}
