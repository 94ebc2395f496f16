package io.sisom.service;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Prepares a command line as every program of ours has it: failures in one sentence, bugs with
 * their trace in the log, data in UTF-8 whatever the locale.
 *
 * @param mendable exceptions beside {@link CommandFailure} that tell of what a user can mend
 */
public record EntryPoint(Set<Class<? extends Exception>> mendable) {
  private static final Logger log = LoggerFactory.getLogger(EntryPoint.class);

  /**
   * What DJL and AWT must know before they load; an option on Java's command line wins. DJL brings
   * its libraries along and must not download; its graph optimizer would compile anew for every
   * size of batch; there is no display.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ai.djl.offline", "true",
          "ai.djl.pytorch.graph_optimizer", "false",
          "java.awt.headless", "true");

  /** Keeps a copy. */
  public EntryPoint {
    mendable = Set.copyOf(mendable);
  }

  /** Comes first in a program's {@code main}, before a class of DJL or AWT is loaded. */
  public static void setLibraryDefaults() {
    DEFAULTS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
  }

  /** The same command line, ready to execute. */
  public CommandLine prepared(CommandLine line) {
    return line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(this::explain);
  }

  private int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    FailureReport report = FailureReport.of(failure, mendable);
    command.getErr().println(command.getColorScheme().errorText("sisom: " + report.message()));
    if (!report.expected()) {
      log.atError().setCause(failure).log("command failed");
    }
    return report.exitCode();
  }
}
