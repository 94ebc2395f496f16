package io.sisom.cli;

import io.sisom.schema.ReferenceManifest;
import io.sisom.service.ExitCode;
import io.sisom.version.ReferenceCatalog;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom reference diff}. */
@Command(name = "diff", description = "What changed from one version to another, in numbers.")
final class ReferenceDiff implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Parameters(index = "0", paramLabel = "V1", description = "The older version.")
  private long first;

  @Parameters(index = "1", paramLabel = "V2", description = "The newer version.")
  private long second;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<ReferenceCatalog.Entry> versions = Catalogs.list(settings);
    ReferenceManifest from = Catalogs.chosen(versions, first).manifest();
    ReferenceManifest to = Catalogs.chosen(versions, second).manifest();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-28s %14s %14s %14s%n", "", "version " + first, "version " + second, "change");
    text(out, "model", from.getModelVersion(), to.getModelVersion());
    text(out, "state", from.getState(), to.getState());
    text(out, "learned", from.getMode(), to.getMode());
    text(out, "score", score(from), score(to));
    count(out, "classes", from.getLabels().size(), to.getLabels().size());
    count(out, "labeled frames", from.getPooledFrames(), to.getPooledFrames());
    count(out, "known frames", from.getKnownFrames(), to.getKnownFrames());
    count(out, "calibration frames", from.getCalibrationFrames(), to.getCalibrationFrames());
    count(out, "frames in conflict", from.getConflictFrames(), to.getConflictFrames());
    count(out, "duplicate frames", from.getDuplicateFrames(), to.getDuplicateFrames());
    figure(out, "accuracy", from.getAccuracy(), to.getAccuracy());
    byLabel(out, from.getAccuracyByLabel(), to.getAccuracyByLabel());
    figure(out, "calibration error", from.getCalibrationError(), to.getCalibrationError());
    figure(out, "r_avg", from.getRatioAverage(), to.getRatioAverage());
    figure(out, "energy's weight", from.getWeight(), to.getWeight());
    out.println("Held-out frames differ where the pool differs.");
    out.flush();
    return ExitCode.DONE;
  }

  private static String score(ReferenceManifest manifest) {
    return manifest.getProfile() + "/" + manifest.getForm();
  }

  private static void byLabel(PrintWriter out, Map<String, Double> from, Map<String, Double> to) {
    Set<String> labels = new TreeSet<>(from.keySet());
    labels.addAll(to.keySet());
    labels.forEach(label -> figure(out, "  of " + label, from.get(label), to.get(label)));
  }

  private static void text(PrintWriter out, String what, String from, String to) {
    if (from.equals(to)) {
      out.printf("%-28s %s%n", what, from);
    } else {
      out.printf("%-28s %s -> %s%n", what, from, to);
    }
  }

  private static void count(PrintWriter out, String what, int from, int to) {
    out.printf(Locale.ROOT, "%-28s %14d %14d %+14d%n", what, from, to, to - from);
  }

  private static void figure(
      PrintWriter out, String what, @Nullable Double from, @Nullable Double to) {
    out.printf(
        Locale.ROOT,
        "%-28s %14s %14s %14s%n",
        what,
        from == null ? "-" : String.format(Locale.ROOT, "%.4f", from),
        to == null ? "-" : String.format(Locale.ROOT, "%.4f", to),
        from == null || to == null ? "" : String.format(Locale.ROOT, "%+.4f", to - from));
  }
}
