package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.FeedException;
import io.sisom.network.BundleException;
import io.sisom.scorer.ScoreCommand;
import io.sisom.service.EntryPoint;
import io.sisom.service.Version;
import io.sisom.version.ReferenceStoreException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The root of the command line. */
@Command(
    name = "sisom",
    description =
        "Which of the frames our fleet saw does our model not understand, and which to label next?",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    footerHeading =
        "%nExit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 done with a part of the input.%n",
    subcommands = {
      DemoCommand.class,
      BrokerCommand.class,
      TopicsCommand.class,
      FeedCommand.class,
      LabelCommand.class,
      TrainCommand.class,
      ScoreCommand.class,
      ConsoleCommand.class,
      QueueCommand.class,
      ScoresCommand.class,
      AlertsCommand.class,
      CandidatesCommand.class,
      DeadLettersCommand.class,
      ReferenceCommand.class,
      FitCommand.class,
      EvaluateCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      ConfigCommand.class
    })
public final class SisomCommand {
  private static final EntryPoint ENTRY =
      new EntryPoint(
          Set.of(FeedException.class, BundleException.class, ReferenceStoreException.class));

  private SisomCommand() {}

  /** The command line, ready to execute; data leaves in UTF-8 whatever the locale. */
  public static CommandLine commandLine() {
    return ENTRY.prepared(new CommandLine(new SisomCommand(), SisomCommand::create));
  }

  /** Here every key is known, so a scorer refuses those that nobody reads. */
  private static <T> T create(Class<T> type) throws Exception {
    return type == ScoreCommand.class
        ? type.cast(new ScoreCommand(given -> SisomConfig.of(given).forScorer()))
        : CommandLine.defaultFactory().create(type);
  }
}
