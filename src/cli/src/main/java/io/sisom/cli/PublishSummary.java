package io.sisom.cli;

import io.sisom.feed.Findings;
import io.sisom.feed.Published;
import io.sisom.feed.Tally;
import io.sisom.service.ExitCode;
import io.sisom.text.Unseen;
import picocli.CommandLine.Model.CommandSpec;

/** Prints how many records were published and which were not, and chooses the exit code. */
final class PublishSummary {
  private PublishSummary() {}

  /** Prints the count and every failure; the exit code that follows from them. */
  static int published(CommandSpec spec, Published published, String what, String topic) {
    spec.commandLine().getOut().println(published.acknowledged() + " " + what + " on " + topic);
    published
        .failures()
        .forEach(
            f ->
                spec.commandLine()
                    .getErr()
                    .println("sisom: " + Unseen.escaped(f.id()) + " was not sent: " + f.reason()));
    if (published.stopped()) {
      spec.commandLine()
          .getErr()
          .println("sisom: stopped early; the " + what + " after these were not sent");
    }
    return published.complete() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Says on standard error what was not taken; the exit code that follows from it. */
  static int findings(CommandSpec spec, Findings findings) {
    tell(spec, "note: ", findings.notes());
    tell(spec, "passed over: ", findings.passedOver());
    tell(spec, "LEFT OUT: ", findings.refused());
    return findings.refused().total() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void tell(CommandSpec spec, String what, Tally tally) {
    tally
        .groups()
        .forEach(
            (reason, group) ->
                spec.commandLine()
                    .getErr()
                    .println("sisom: " + what + reason + ": " + group.words()));
  }
}
