package io.sisom.cli;

import io.sisom.schema.ReferenceManifest;
import io.sisom.service.ExitCode;
import io.sisom.version.ReferenceCatalog;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sisom reference}. */
@Command(
    name = "reference",
    description = "The published versions of model and reference set.",
    subcommands = {
      ReferenceCommand.ListVersions.class,
      ReferenceShow.class,
      ReferenceDiff.class,
      ReferenceActivation.Activate.class,
      ReferenceActivation.Rollback.class,
      ReferenceReports.class
    })
final class ReferenceCommand {
  /** {@code sisom reference list}. */
  @Command(
      name = "list",
      description =
          "Versions with size, classes, r_avg, weight, calibration size and time; * is active.")
  static final class ListVersions implements Callable<Integer> {
    @Mixin private SettingOptions settings;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "text",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      List<ReferenceCatalog.Entry> versions = Catalogs.list(settings);
      if (format == OutputFormat.TEXT) {
        table(versions);
      } else {
        RowPrinter<ReferenceCatalog.Entry> printer =
            new RowPrinter<>(spec.commandLine().getOut(), format, columns());
        printer.header();
        versions.forEach(printer::row);
        printer.flush();
      }
      return ExitCode.DONE;
    }

    private void table(List<ReferenceCatalog.Entry> versions) {
      var out = spec.commandLine().getOut();
      if (versions.isEmpty()) {
        out.println("no version yet; 'sisom train --model DIR --once' publishes the first");
        return;
      }
      out.println(
          "  version  created               model                          MB     known  classes  r_avg   weight  calibration  accuracy  profile  mode       state");
      for (ReferenceCatalog.Entry entry : versions) {
        ReferenceManifest m = entry.manifest();
        out.println(
            String.format(
                Locale.ROOT,
                "%s %7d  %tFT%<tTZ  %-28s %6.2f  %7d  %7d  %.4f  %.4f  %11d  %8.4f  %-7s  %-9s  %s",
                entry.active() ? "*" : " ",
                m.getVersion(),
                m.getCreatedAt().atOffset(java.time.ZoneOffset.UTC),
                m.getModelVersion(),
                entry.bytes() / 1e6,
                m.getKnownFrames(),
                m.getKnownByLabel().size(),
                m.getRatioAverage(),
                m.getWeight(),
                m.getCalibrationFrames(),
                m.getAccuracy(),
                m.getProfile(),
                m.getMode(),
                state(entry)));
      }
      out.flush();
    }

    private static String state(ReferenceCatalog.Entry entry) {
      return entry.complete() ? entry.manifest().getState() : "incomplete";
    }

    private static List<Column<ReferenceCatalog.Entry>> columns() {
      return List.of(
          new Column<>("version", e -> e.manifest().getVersion()),
          new Column<>("active", ReferenceCatalog.Entry::active),
          new Column<>("complete", ReferenceCatalog.Entry::complete),
          new Column<>("state", e -> e.manifest().getState()),
          new Column<>("reasons", e -> String.join("; ", e.manifest().getReasons())),
          new Column<>("mode", e -> e.manifest().getMode()),
          new Column<>("createdAt", e -> e.manifest().getCreatedAt()),
          new Column<>("modelVersion", e -> e.manifest().getModelVersion()),
          new Column<>("bytes", ReferenceCatalog.Entry::bytes),
          new Column<>("knownFrames", e -> e.manifest().getKnownFrames()),
          new Column<>("pooledFrames", e -> e.manifest().getPooledFrames()),
          new Column<>("unknownLabelFrames", e -> e.manifest().getUnknownLabelFrames()),
          new Column<>("classes", e -> e.manifest().getKnownByLabel().size()),
          new Column<>("profile", e -> e.manifest().getProfile()),
          new Column<>("form", e -> e.manifest().getForm()),
          new Column<>("ratioAverage", e -> e.manifest().getRatioAverage()),
          new Column<>("weight", e -> e.manifest().getWeight()),
          new Column<>("calibrationFrames", e -> e.manifest().getCalibrationFrames()),
          new Column<>("accuracy", e -> e.manifest().getAccuracy()));
    }
  }
}
