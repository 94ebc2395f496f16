package io.sisom.app.cli;

import io.sisom.app.CommandFailure;
import io.sisom.app.config.SisomConfig;
import io.sisom.fitting.FitReport;
import io.sisom.reference.ReferenceCatalog;
import io.sisom.schema.ReferenceManifest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom reference show}. */
@Command(name = "show", description = "One version in full, with how its settings were chosen.")
final class ReferenceShow implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Mixin private SettingOptions settings;

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "1, 2, 3 ...; without it the active one.")
  private @Nullable Long version;

  @Option(names = "--all", description = "List every setting that was tried.")
  private boolean all;

  @Option(names = "--fit-json", description = "Print the fit's report alone, as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    SisomConfig config = settings.connect(topics -> List.of(topics.references()));
    List<ReferenceCatalog.Entry> versions =
        new ReferenceCatalog(config.kafka().consumerProperties(), config.topics().references())
            .list(TIMEOUT);
    ReferenceCatalog.Entry entry = chosen(versions);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          entry.manifest().getFitReport().isEmpty() ? "{}" : entry.manifest().getFitReport());
    } else {
      print(entry, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private ReferenceCatalog.Entry chosen(List<ReferenceCatalog.Entry> versions) {
    Optional<ReferenceCatalog.Entry> found =
        versions.stream()
            .filter(
                entry ->
                    version == null ? entry.active() : entry.manifest().getVersion() == version)
            .findFirst();
    return found.orElseThrow(
        () ->
            new CommandFailure(
                (version == null ? "no version is active" : "there is no version " + version)
                    + "; there are "
                    + versions.stream().map(entry -> entry.manifest().getVersion()).toList()));
  }

  private void print(ReferenceCatalog.Entry entry, PrintWriter out) {
    ReferenceManifest m = entry.manifest();
    row(out, "version", m.getVersion() + (entry.active() ? ", active" : ""));
    row(out, "created", m.getCreatedAt());
    row(out, "state", entry.complete() ? "complete" : "incomplete");
    row(out, "model", m.getModelVersion());
    row(out, "size", String.format(Locale.ROOT, "%.2f MB", entry.bytes() / 1e6));
    row(out, "score", m.getProfile() + ", form " + m.getForm());
    row(out, "energy's weight", String.format(Locale.ROOT, "%.4f", m.getWeight()));
    row(out, "r_avg", String.format(Locale.ROOT, "%.4f", m.getRatioAverage()));
    row(out, "accuracy", String.format(Locale.ROOT, "%.4f", m.getAccuracy()));
    row(out, "known frames", m.getKnownFrames() + " of " + m.getPooledFrames());
    row(out, "by label", m.getKnownByLabel());
    row(out, "unknown labels", m.getUnknownLabelFrames() + " frames");
    row(out, "calibration", m.getCalibrationFrames() + " frames");
    out.println();
    out.print(
        FitReport.parse(m.getFitReport())
            .map(report -> FitTable.of(report, all))
            .orElse("settings were not fitted" + System.lineSeparator()));
  }

  private static void row(PrintWriter out, String what, Object value) {
    out.printf("%-16s %s%n", what, value);
  }
}
