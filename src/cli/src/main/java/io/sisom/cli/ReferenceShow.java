package io.sisom.cli;

import io.sisom.fitting.FitReport;
import io.sisom.schema.ReferenceManifest;
import io.sisom.service.ExitCode;
import io.sisom.version.ReferenceCatalog;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    ReferenceCatalog.Entry entry = Catalogs.chosen(Catalogs.list(settings), version);
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

  private void print(ReferenceCatalog.Entry entry, PrintWriter out) {
    ReferenceManifest m = entry.manifest();
    row(out, "version", m.getVersion() + (entry.active() ? ", active" : ""));
    row(out, "created", m.getCreatedAt());
    row(out, "state", entry.complete() ? m.getState() : "incomplete");
    m.getReasons().forEach(reason -> row(out, "  because", reason));
    row(
        out,
        "learned",
        m.getMode() + (m.getParent() == 0 ? "" : ", compared with " + m.getParent()));
    row(out, "model", m.getModelVersion());
    row(out, "size", String.format(Locale.ROOT, "%.2f MB", entry.bytes() / 1e6));
    row(out, "score", m.getProfile() + ", form " + m.getForm());
    row(out, "energy's weight", String.format(Locale.ROOT, "%.4f", m.getWeight()));
    row(out, "r_avg", String.format(Locale.ROOT, "%.4f", m.getRatioAverage()));
    row(out, "accuracy", String.format(Locale.ROOT, "%.4f", m.getAccuracy()));
    row(out, "known frames", m.getKnownFrames() + " of " + m.getPooledFrames());
    row(out, "by label", m.getKnownByLabel());
    row(out, "not a class yet", m.getWaitingByLabel());
    row(out, "none of these", none(m));
    row(out, "muted", muted(m));
    row(out, "in conflict", m.getConflictFrames() + " frames");
    row(out, "duplicates", m.getDuplicateFrames() + " frames");
    row(out, "held out right", percent(m.getAccuracyByLabel()));
    row(out, "calibration", calibration(m));
    row(out, "of one sensor", m.getCalibrationBySensor());
    out.println();
    out.print(
        FitReport.parse(m.getFitReport())
            .map(report -> FitTable.of(report, all))
            .orElse("settings were not fitted" + System.lineSeparator()));
  }

  private static String none(ReferenceManifest m) {
    if (m.getNoneAuroc() == null) {
      return m.getNoneByKind() + ", not learned";
    }
    return String.format(
        Locale.ROOT,
        "%s, %s, AUROC %.4f",
        m.getNoneByKind(),
        m.getNoneKinds().isEmpty() ? "left out" : "learned " + m.getNoneKinds(),
        m.getNoneAuroc());
  }

  private static String calibration(ReferenceManifest m) {
    return m.getCalibrationFrames()
        + " frames"
        + (m.getCalibrationEffective() == null
            ? ""
            : String.format(
                Locale.ROOT, ", worth %.0f independent ones", m.getCalibrationEffective()));
  }

  private static String muted(ReferenceManifest m) {
    return m.getMutedShare() == null
        ? "no frame"
        : String.format(
            Locale.ROOT,
            "%d frames, of which the others would have muted %.0f %%",
            m.getMutedFrames(),
            100 * m.getMutedShare());
  }

  private static Map<String, String> percent(Map<String, Double> shares) {
    Map<String, String> percent = new TreeMap<>();
    shares.forEach(
        (label, share) -> percent.put(label, String.format(Locale.ROOT, "%.1f %%", 100 * share)));
    return percent;
  }

  private static void row(PrintWriter out, String what, Object value) {
    out.printf("%-16s %s%n", what, value);
  }
}
