package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.FalseAlarm;
import io.sisom.evaluation.FittedMethod.Kind;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.Role;
import io.sisom.measure.SetFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The outcome in a few sentences, good or bad. */
final class Headline {
  private Headline() {}

  static List<String> of(Evaluation evaluation) {
    List<String> sentences = new ArrayList<>();
    for (Role role : List.of(Role.NEAR, Role.FAR)) {
      if (evaluation.has(role)) {
        sentences.add(compared(evaluation, role));
      }
    }
    for (FalseAlarm alarm : evaluation.main().falseAlarms()) {
      sentences.add(
          "Asked for %s %% false alarms, it raised %s %% on the known test frames."
              .formatted(Numbers.brief0(100 * alarm.asked()), Numbers.percent(alarm.measured())));
    }
    if (evaluation.repeated() > 0) {
      sentences.add(
          Numbers.count(evaluation.repeated())
              + " of the known test frames are among the frames everything was fitted on: the"
              + " figures flatter.");
    }
    return sentences;
  }

  private static String compared(Evaluation evaluation, Role role) {
    double own = evaluation.mean(evaluation.main(), role, SetFigures::auroc);
    String said =
        "%s puts a %s-OOD frame above a known one %s %% of the time (mean AUROC)"
            .formatted(evaluation.main().name(), role.key(), Numbers.percent(own));
    Optional<MethodResult> best =
        evaluation.methods().stream()
            .filter(method -> method.entry().kind() == Kind.BASELINE)
            .max(
                Comparator.comparingDouble(
                    method -> evaluation.mean(method, role, SetFigures::auroc)));
    if (best.isEmpty()) {
      return said + ".";
    }
    double theirs = evaluation.mean(best.get(), role, SetFigures::auroc);
    double lead = 100 * (own - theirs);
    String how =
        Math.abs(lead) < 0.05
            ? "level with"
            : "%s points %s".formatted(Numbers.points(lead), lead > 0 ? "ahead of" : "behind");
    return said
        + ", "
        + how
        + " the best published method, "
        + best.get().name()
        + " ("
        + Numbers.percent(theirs)
        + ").";
  }
}
