package io.sisom.cli;

import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.report.AlHtmlReport;
import io.sisom.evaluation.report.AlJsonReport;
import io.sisom.evaluation.report.AlStreamReport;
import io.sisom.evaluation.report.AlTextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the figures of an active-learning experiment go. */
final class AlReportOptions {
  @Option(names = "--report", paramLabel = "FILE", description = "Write a self-contained page.")
  private @Nullable Path report;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures, again after every run.")
  private @Nullable Path json;

  /** Writes a file. */
  private interface Writing {
    void to(Path file) throws IOException;
  }

  /** After a run over a pool. */
  void sofar(AlResult result) {
    write(json, file -> AlJsonReport.write(result, file));
  }

  /** After all of them. */
  void done(AlResult result, PrintWriter out) {
    out.print(AlTextReport.of(result));
    out.flush();
    write(report, file -> AlHtmlReport.write(result, file));
  }

  /** After a run on a stream and over the same frames as a pool. */
  void sofar(AlResult stream, AlResult pool) {
    write(json, file -> AlStreamReport.writeJson(stream, pool, file));
  }

  /** After all of them. */
  void done(AlResult stream, AlResult pool, PrintWriter out) {
    out.print(AlStreamReport.of(stream, pool));
    out.flush();
    write(report, file -> AlHtmlReport.write(stream, pool, file));
  }

  private static void write(@Nullable Path file, Writing writing) {
    if (file != null) {
      try {
        writing.to(file);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be written", e);
      }
    }
  }
}
