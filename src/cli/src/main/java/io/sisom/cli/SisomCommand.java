package io.sisom.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    footerHeading = "%nExit codes: 0 done, 1 failed, 2 wrong usage or setting.%n",
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
      ConfigCommand.class
    })
public final class SisomCommand {
  private static final Logger log = LoggerFactory.getLogger(SisomCommand.class);

  private SisomCommand() {}

  /** The command line, ready to execute; data leaves in UTF-8 whatever the locale. */
  public static CommandLine commandLine() {
    return new CommandLine(new SisomCommand())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(SisomCommand::explain);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    FailureReport report = FailureReport.of(failure);
    command.getErr().println(command.getColorScheme().errorText("sisom: " + report.message()));
    if (!report.expected()) {
      log.atError().setCause(failure).log("command failed");
    }
    return report.exitCode();
  }
}
