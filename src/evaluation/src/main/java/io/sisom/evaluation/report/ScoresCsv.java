package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.StreamParts;
import io.sisom.text.CsvCell;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One line a test frame: what it is, the parts of the stream's score, every method's score. */
public final class ScoresCsv {
  private ScoresCsv() {}

  /** Writes the file, RFC 4180. */
  public static void write(Evaluation evaluation, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      List<String> head =
          new ArrayList<>(
              List.of(
                  "set",
                  "role",
                  "frameId",
                  "label",
                  "predicted",
                  "innerDistance",
                  "outerDistance"));
      evaluation.methods().forEach(method -> head.add(CsvCell.of(method.name())));
      line(out, head);
      rows(out, evaluation, evaluation.id(), -1);
      for (int s = 0; s < evaluation.novel().size(); s++) {
        rows(out, evaluation, evaluation.novel().get(s), s);
      }
    }
  }

  private static void rows(
      BufferedWriter out, Evaluation evaluation, SetSummary set, int novelIndex)
      throws IOException {
    List<String> labels = evaluation.head().labels();
    StreamParts parts = evaluation.stream().scorer().parts(set.table().features());
    List<double[]> scores =
        evaluation.methods().stream()
            .map(m -> novelIndex < 0 ? m.idScores() : m.novelScores().get(novelIndex))
            .toList();
    for (int row = 0; row < set.table().size(); row++) {
      int label = set.table().labels()[row];
      List<String> cells =
          new ArrayList<>(
              List.of(
                  CsvCell.of(set.name()),
                  set.role().key(),
                  CsvCell.of(set.table().frameIds().get(row)),
                  label < 0 ? "" : CsvCell.of(labels.get(label)),
                  CsvCell.of(labels.get(parts.predicted()[row])),
                  Double.toString(parts.inner()[row]),
                  Double.toString(parts.outer()[row])));
      for (double[] ofMethod : scores) {
        cells.add(Double.toString(ofMethod[row]));
      }
      line(out, cells);
    }
  }

  private static void line(BufferedWriter out, List<String> cells) throws IOException {
    out.write(String.join(",", cells));
    out.write("\r\n");
  }
}
