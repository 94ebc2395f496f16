package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.FalseAlarm;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.SetSummary;
import io.sisom.text.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The evaluation as text for a terminal. */
public final class TextReport {
  private TextReport() {}

  /** Several lines, ending with a line break. */
  public static String of(Evaluation evaluation) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%s: %s known frames, %s ID test frames%s, r_avg %.4f, features %s s per 1,000 frames%n",
            evaluation.modelVersion(),
            Numbers.count(evaluation.known().table().size()),
            Numbers.count(evaluation.id().table().size()),
            evaluation.accuracy().isPresent()
                ? ", accuracy " + Numbers.percent(evaluation.accuracy().getAsDouble()) + " %"
                : "",
            evaluation.stream().scorer().reference().ratioAverage(),
            Numbers.seconds(evaluation.featureSeconds())));
    for (SetSummary set : evaluation.novel()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s-OOD %s: %s frames%s%n",
              set.role().key(),
              printable(set.name()),
              Numbers.count(set.table().size()),
              set.table().leftOut() > 0 ? ", " + set.table().leftOut() + " left out" : ""));
    }
    if (evaluation.repeated() > 0) {
      out.append(
          "warning: %d ID test frames are among the known ones; figures flatter%n"
              .formatted(evaluation.repeated()));
    }
    evaluation
        .fit()
        .ifPresent(fit -> out.append("fitted: " + fit.settings() + System.lineSeparator()));
    out.append(String.format("%nAUROC %%, * best of its column%n"));
    table(out, evaluation, ResultTable.auroc(evaluation));
    out.append(String.format("%nFPR at 95 %% TPR, %%, * best of its column%n"));
    table(out, evaluation, ResultTable.fpr(evaluation));
    return out.toString();
  }

  private static void table(StringBuilder out, Evaluation evaluation, ResultTable table) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("method"));
    table.columns().forEach(column -> head.add(printable(column)));
    head.addAll(List.of("FAR at 1 %", "at 5 %", "s / 1,000"));
    lines.add(head);
    for (ResultTable.Row row : table.rows()) {
      List<String> line = new ArrayList<>(List.of(row.method().name()));
      row.cells().forEach(cell -> line.add(cell.text() + (cell.best() ? "*" : " ")));
      line.add(alarm(row.method(), 0));
      line.add(alarm(row.method(), 1));
      line.add(Numbers.seconds(row.method().secondsPerThousand()));
      lines.add(line);
    }
    append(out, lines);
  }

  /** Appends lines of cells, the first left-aligned, as wide as the widest of its column. */
  static void append(StringBuilder out, List<List<String>> lines) {
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < line.size(); c++) {
        int column = c;
        int width = lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
        String pad = " ".repeat(width - line.get(c).length());
        text.append(c == 0 ? line.get(c) + pad : "  " + pad + line.get(c));
      }
      out.append(text.toString().stripTrailing()).append(System.lineSeparator());
    }
  }

  private static String alarm(MethodResult method, int index) {
    List<FalseAlarm> alarms = method.falseAlarms();
    return alarms.isEmpty() ? "–" : Numbers.percent(alarms.get(index).measured());
  }

  /** Names come from outside: nothing in them may steer a terminal. */
  static String printable(String text) {
    return Unseen.escaped(text);
  }
}
