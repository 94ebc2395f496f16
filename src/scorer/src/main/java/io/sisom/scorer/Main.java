package io.sisom.scorer;

import io.sisom.network.BundleException;
import io.sisom.service.EntryPoint;
import io.sisom.service.Version;
import io.sisom.version.ReferenceStoreException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Entry point of a scorer alone, as its image has it: {@code score} and nothing else. */
@Command(
    name = "sisom",
    description = "The scoring app of sisom-streams.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    footerHeading = "%nExit codes: 0 done, 1 failed, 2 wrong usage or setting.%n")
public final class Main {
  private static final EntryPoint ENTRY =
      new EntryPoint(Set.of(BundleException.class, ReferenceStoreException.class));

  private Main() {}

  /** Runs the scorer and exits with its code: 0 done, 1 failed, 2 wrong usage or setting. */
  public static void main(String[] arguments) {
    EntryPoint.setLibraryDefaults();
    CommandLine line =
        new CommandLine(new Main()).addSubcommand(new ScoreCommand(ScorerConfig::of));
    System.exit(ENTRY.prepared(line).execute(arguments));
  }
}
