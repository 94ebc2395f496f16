package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetSummary;
import io.sisom.measure.SetFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One line a method, one column a set, near and far means.
 *
 * @param columns headings
 * @param rows one for each method, in the evaluation's order
 */
record ResultTable(List<String> columns, List<Row> rows) {

  /** A method and its cells. */
  record Row(MethodResult method, List<Cell> cells) {}

  /**
   * A figure.
   *
   * @param value a share, NaN where there is none
   * @param best whether no method has a better one at the precision shown
   */
  record Cell(double value, boolean best) {
    /** In percent. */
    String text() {
      return Double.isNaN(value) ? "–" : Numbers.percent(value);
    }
  }

  /** AUROC of every method. */
  static ResultTable auroc(Evaluation evaluation) {
    return of(evaluation, SetFigures::auroc, true);
  }

  /** FPR at 95 % TPR of every method. */
  static ResultTable fpr(Evaluation evaluation) {
    return of(evaluation, SetFigures::fpr95, false);
  }

  /** Any figure of every method. */
  static ResultTable of(
      Evaluation evaluation, ToDoubleFunction<SetFigures> figure, boolean higherIsBetter) {
    List<String> columns = new ArrayList<>();
    List<ToDoubleFunction<MethodResult>> values = new ArrayList<>();
    for (Role role : List.of(Role.NEAR, Role.FAR)) {
      for (int s = 0; s < evaluation.novel().size(); s++) {
        SetSummary set = evaluation.novel().get(s);
        if (set.role() == role) {
          int index = s;
          columns.add(set.name());
          values.add(method -> figure.applyAsDouble(method.figures().get(index)));
        }
      }
      if (evaluation.has(role)) {
        columns.add(role.key() + " mean");
        values.add(method -> evaluation.mean(method, role, figure));
      }
    }
    List<Long> best =
        values.stream()
            .map(
                value ->
                    evaluation.methods().stream()
                        .map(method -> shown(value.applyAsDouble(method)))
                        .reduce(higherIsBetter ? Math::max : Math::min)
                        .orElse(0L))
            .toList();
    List<Row> rows = new ArrayList<>();
    for (MethodResult method : evaluation.methods()) {
      List<Cell> cells = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        double value = values.get(c).applyAsDouble(method);
        cells.add(new Cell(value, shown(value) == best.get(c)));
      }
      rows.add(new Row(method, cells));
    }
    return new ResultTable(columns, rows);
  }

  /** Hundredths of a percent: as precise as what is shown. */
  private static long shown(double value) {
    return Math.round(value * 10_000);
  }
}
