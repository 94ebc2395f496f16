package io.sisom.app.cli;

import io.sisom.feed.Published;
import picocli.CommandLine.Model.CommandSpec;

/** Says how publishing went. */
final class Reports {
  private Reports() {}

  /** Prints the count and every failure; the exit code that follows from them. */
  static int published(CommandSpec spec, Published published, String what, String topic) {
    spec.commandLine().getOut().println(published.acknowledged() + " " + what + " on " + topic);
    published
        .failures()
        .forEach(
            f ->
                spec.commandLine()
                    .getErr()
                    .println("sisom: " + f.id() + " was not sent: " + f.reason()));
    if (published.stopped()) {
      spec.commandLine()
          .getErr()
          .println("sisom: stopped early; the " + what + " after these were not sent");
    }
    return published.complete() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
