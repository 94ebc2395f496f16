package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.CandidateRank;
import io.sisom.candidate.WindowRanking;
import io.sisom.method.TapLayout;
import io.sisom.setting.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
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
record SisomStrategy(SisomSettings settings, CandidateRank rank) implements Strategy {
  private static final FarLimit FAR = new FarLimit(0.95, 10, 0.5);

  @Override
  public Needs needs() {
    return Needs.ALL_FRAMES;
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return settings.gradientTaps(layout);
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    SisomScores scores = SisomScores.of(settings, input);
    double far = farLimit(scores, input);
    CandidateConfig config =
        Settings.changed(
            settings.candidates(),
            Map.of(
                "candidate.k", query,
                "candidate.pool", Math.max(settings.candidates().pool(), query),
                "candidate.far.ratio", farRatio(),
                "candidate.far.sisome", far,
                "candidate.distance", distance(scores.radius())));
    List<WindowRanking.Scored> scored = scores.ranked(input.candidates(), rank);
    WindowRanking.RankedWindow ranked = new WindowRanking(config).of(scored);
    return choice(ranked, scored, query, far);
  }

  private double farLimit(SisomScores scores, StrategyInput input) {
    Tuning cut = settings.farCut();
    if (cut instanceof Tuning.Auto) {
      double[] junk =
          input
              .junk()
              .map(frames -> Scores.sisome(scores.scorer(), frames.features()))
              .orElse(new double[0]);
      return FAR.of(scores.heldOut(), junk);
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

  private static Choice choice(
      WindowRanking.RankedWindow ranked, List<WindowRanking.Scored> all, int query, double far) {
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
