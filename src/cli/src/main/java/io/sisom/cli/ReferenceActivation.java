package io.sisom.cli;

import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.version.ReferenceCatalog;
import io.sisom.version.ReferenceStoreException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that tell scorers which version to serve. */
final class ReferenceActivation {
  private ReferenceActivation() {}

  /** {@code sisom reference activate}. */
  @Command(
      name = "activate",
      description = "Make scorers serve a version, a rejected one too; they follow within seconds.")
  static final class Activate implements Callable<Integer> {
    @Mixin private SettingOptions settings;

    @Parameters(paramLabel = "VERSION", description = "1, 2, 3 ...")
    private long version;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      return Catalogs.open(
          settings,
          catalog -> {
            // Told apart from a version that is there: a wrong number is the user's to mend.
            Catalogs.chosen(catalog.list(Catalogs.TIMEOUT), version);
            activate(catalog, version, spec);
            return ExitCode.DONE;
          });
    }
  }

  /** {@code sisom reference rollback}. */
  @Command(
      name = "rollback",
      description = "Make scorers serve the accepted version before the active one again.")
  static final class Rollback implements Callable<Integer> {
    @Mixin private SettingOptions settings;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      return Catalogs.open(settings, this::rollBack);
    }

    private int rollBack(ReferenceCatalog catalog) throws ReferenceStoreException {
      List<ReferenceCatalog.Entry> versions = catalog.list(Catalogs.TIMEOUT);
      long active = Catalogs.chosen(versions, null).manifest().getVersion();
      long before =
          ReferenceCatalog.before(active, versions)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "there is no accepted, complete version before " + active));
      activate(catalog, before, spec);
      return ExitCode.DONE;
    }
  }

  private static void activate(ReferenceCatalog catalog, long version, CommandSpec spec)
      throws ReferenceStoreException {
    catalog.activate(version, Catalogs.TIMEOUT);
    spec.commandLine().getOut().printf("version %d is active%n", version);
    spec.commandLine().getOut().flush();
  }
}
