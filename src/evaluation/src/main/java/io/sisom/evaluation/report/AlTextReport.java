package io.sisom.evaluation.report;

import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.LearningCurve;
import io.sisom.evaluation.al.StrategyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** An active-learning experiment as text for a terminal. */
public final class AlTextReport {
  private AlTextReport() {}

  /** Several lines, ending with a line break; at least one run is done. */
  public static String of(AlResult result) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%s: pool of %s frames, %s test frames, seeds: %d%n",
            result.model(),
            Numbers.count(result.poolFrames()),
            Numbers.count(result.testFrames()),
            result.plan().seeds()));
    out.append(String.format("%nAccuracy, %%, mean ± standard deviation over seeds%n"));
    append(out, accuracies(result));
    out.append(
        String.format("%nLabels for the last accuracy of %s, share of its labels%n", base(result)));
    append(out, savings(result));
    if (!result.foreign().isEmpty()) {
      out.append(String.format("%nLabels after the start spent on frames without a class, %%%n"));
      append(out, foreign(result));
    }
    if (result.wanted() > 0) {
      out.append(
          String.format("%nOf %d wanted kinds, classes discovered by the end%n", result.wanted()));
      append(out, discovered(result));
    }
    return out.toString();
  }

  private static List<List<String>> discovered(AlResult result) {
    List<List<String>> lines = new ArrayList<>(List.of(List.of("strategy", "classes")));
    for (StrategyName name : result.strategies()) {
      double classes = result.curve(name).last().discovered();
      lines.add(List.of(name.key(), String.format(Locale.ROOT, "%.1f", classes)));
    }
    return lines;
  }

  private static String base(AlResult result) {
    return AlFigures.base(result).key();
  }

  private static List<List<String>> accuracies(AlResult result) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("strategy"));
    result
        .curve(result.strategies().get(0))
        .points()
        .forEach(point -> head.add(Numbers.count(point.labels())));
    lines.add(head);
    for (StrategyName name : result.strategies()) {
      List<String> line = new ArrayList<>(List.of(name.key()));
      result
          .curve(name)
          .points()
          .forEach(
              point ->
                  line.add(
                      Numbers.percent(point.mean()) + " ± " + Numbers.percent(point.deviation())));
      lines.add(line);
    }
    return lines;
  }

  private static List<List<String>> savings(AlResult result) {
    List<List<String>> lines = new ArrayList<>(List.of(List.of("strategy", "labels", "share")));
    for (StrategyName name : result.strategies()) {
      OptionalDouble labels = AlFigures.labelsForBase(result, name);
      lines.add(
          List.of(
              name.key(),
              labels.isPresent() ? Numbers.count(Math.round(labels.getAsDouble())) : "not reached",
              labels.isPresent()
                  ? String.format(
                      Locale.ROOT, "%.2f", AlFigures.shareOfBase(result, name).orElseThrow())
                  : "–"));
    }
    return lines;
  }

  private static List<List<String>> foreign(AlResult result) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("strategy"));
    result.foreign().forEach(name -> head.add(TextReport.printable(name)));
    head.add("all");
    lines.add(head);
    for (StrategyName name : result.strategies()) {
      LearningCurve curve = result.curve(name);
      List<String> line = new ArrayList<>(List.of(name.key()));
      for (int set = 0; set < result.foreign().size(); set++) {
        line.add(Numbers.percent(curve.foreignShare(set)));
      }
      line.add(Numbers.percent(curve.foreignShare()));
      lines.add(line);
    }
    return lines;
  }

  private static void append(StringBuilder out, List<List<String>> lines) {
    TextReport.append(out, lines);
  }
}
