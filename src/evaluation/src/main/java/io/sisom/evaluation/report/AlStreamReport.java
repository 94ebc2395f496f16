package io.sisom.evaluation.report;

import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.StrategyName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** An experiment on a stream, beside the same frames as a pool. */
public final class AlStreamReport {
  private AlStreamReport() {}

  /** Both forms as JSON. */
  private record Forms(AlJsonReport.Root stream, AlJsonReport.Root pool) {}

  /** Writes the figures of both. */
  public static void writeJson(AlResult stream, AlResult pool, Path file) throws IOException {
    ReportFile.write(new Forms(AlJsonReport.Root.of(stream), AlJsonReport.Root.of(pool)), file);
  }

  /** Several lines, ending with a line break; at least one run of each form is done. */
  public static String of(AlResult stream, AlResult pool) {
    StringBuilder out = new StringBuilder();
    out.append(String.format("On the stream%n%n")).append(AlTextReport.of(stream));
    out.append(String.format("%nThe same frames as a pool%n%n")).append(AlTextReport.of(pool));
    StrategyName base = AlFigures.base(stream);
    double accuracy = stream.curve(base).last().mean();
    int labels = stream.curve(base).last().labels();
    out.append(
        String.format(
            Locale.ROOT,
            "%nLabels for the last accuracy of %s on the stream (%s %%), share of its labels%n",
            base.key(),
            Numbers.percent(accuracy)));
    List<List<String>> lines = new ArrayList<>(List.of(List.of("strategy", "stream", "pool")));
    for (StrategyName name : stream.strategies()) {
      lines.add(
          List.of(
              name.key(),
              share(stream.curve(name).labelsFor(accuracy), labels),
              pool.strategies().contains(name)
                  ? share(pool.curve(name).labelsFor(accuracy), labels)
                  : "–"));
    }
    TextReport.append(out, lines);
    return out.toString();
  }

  private static String share(OptionalDouble labels, int of) {
    return labels.isPresent()
        ? String.format(Locale.ROOT, "%.2f", labels.getAsDouble() / of)
        : "not reached";
  }
}
