package io.sisom.evaluation.episode;

import io.sisom.alert.AlertConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.EvaluationListener;
import io.sisom.evaluation.FittedMethod;
import io.sisom.evaluation.Lineup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits, calibrates and judges every method in every round. */
public final class EpisodeEvaluation {
  private final EpisodeSettings settings;
  private final AlertConfig rule;
  private final Lineup lineup;
  private final EvaluationListener listener;

  /**
   * By these settings.
   *
   * @param rule of episodes; its alpha is replaced by each rate that is asked for
   * @param lineup gives the same methods, by name, whatever they are fitted on
   */
  public EpisodeEvaluation(
      EpisodeSettings settings, AlertConfig rule, Lineup lineup, EvaluationListener listener) {
    this.settings = settings;
    this.rule = rule;
    this.lineup = lineup;
    this.listener = listener;
  }

  /**
   * Runs every round.
   *
   * @param plan whose changed frames the input has features of
   * @param made for the record
   * @param record settings, for the record
   */
  public EpisodeResult run(
      EpisodeInput input, SplicePlan plan, Instant made, Map<String, String> record) {
    List<Round> rounds = settings.rounds(input.stream().millis());
    requireFits(plan, rounds);
    MethodFit fit = new MethodFit(input, lineup, listener);
    List<FittedMethod> once = input.known().map(fit::on).orElse(List.of());
    RoundJudge judge = new RoundJudge(settings, rule, input, plan);
    Map<String, MethodTally> tallies = new LinkedHashMap<>();
    int done = 0;
    for (Round round : rounds) {
      for (FittedMethod method : once.isEmpty() ? fit.on(round.reference()) : once) {
        tallies
            .computeIfAbsent(method.name(), name -> new MethodTally(name, method.source()))
            .add(judge.judge(method, round));
      }
      listener.progress("judged rounds", ++done, rounds.size());
    }
    return new EpisodeResult(
        made,
        input.modelVersion(),
        record,
        settings,
        rule,
        input.stream().size(),
        seconds(input.stream().millis()),
        plan,
        tallies.values().stream().map(MethodTally::calibrations).toList(),
        lines(new ArrayList<>(tallies.values())));
  }

  private static List<EpisodeLine> lines(List<MethodTally> tallies) {
    return tallies.stream().flatMap(tally -> tally.lines().stream()).toList();
  }

  private static double seconds(long[] millis) {
    return (millis[millis.length - 1] - millis[0]) / 1000.0;
  }

  private static void requireFits(SplicePlan plan, List<Round> rounds) {
    for (Splice splice : plan.splices()) {
      if (rounds.stream().noneMatch(round -> round.judged().holds(splice.start(), splice.end()))) {
        throw new EvaluationException(
            "the splice of copy %d at frame %d lies in no part that is judged; the plan was made for"
                    .formatted(splice.copy(), splice.start())
                + " other parts or rounds");
      }
    }
  }
}
