package io.sisom.cli;

import io.sisom.feed.Tally;
import io.sisom.feed.recording.ClockTally;
import io.sisom.feed.recording.FeedTally;
import io.sisom.feed.recording.OpenedFiles;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.recording.RecordingKind;
import io.sisom.service.ExitCode;
import io.sisom.text.Unseen;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what became of recordings: the count on standard output, all else on standard error. */
final class RecordingSummary {
  private final CommandSpec spec;
  private final boolean dryRun;
  private final String topic;

  RecordingSummary(CommandSpec spec, boolean dryRun, String topic) {
    this.spec = spec;
    this.dryRun = dryRun;
    this.topic = topic;
  }

  /** Names what is no recording, or another kind than the command says. */
  void files(OpenedFiles files, Optional<RecordingKind> named) {
    files.passedOver().forEach(it -> err("passed over: " + it));
    files.problems().forEach(it -> err("LEFT OUT: " + it));
    files
        .files()
        .forEach(
            it ->
                named
                    .filter(kind -> kind != it.kind())
                    .ifPresent(
                        kind ->
                            note(it.name() + " is " + words(it.kind()) + ", and is fed as that")));
  }

  /** As users know it. */
  static String words(RecordingKind kind) {
    return switch (kind) {
      case MCAP -> "MCAP";
      case DB3 -> "a rosbag2 database (db3)";
      case BAG -> "a ROS 1 bag";
      case VIDEO -> "a film";
    };
  }

  /** Tells what a user may not expect. */
  void note(String words) {
    err("note: " + words);
  }

  /** Prints all; the exit code that follows from it. */
  int print(FeedTally tally, RecordingClock asked, boolean anyTopic) {
    tell("note: ", tally.notes());
    clocks(tally.clocks(), asked);
    tell("passed over: ", tally.passedOver());
    tell("LEFT OUT: ", tally.refused());
    tally.damage().forEach(it -> err("DAMAGED: " + it));
    if (tally.damaged() > tally.damage().size()) {
      err("DAMAGED: " + tally.damaged() + " places, of which the first are named");
    }
    spec.commandLine()
        .getOut()
        .println(tally.fed() + " frames " + (dryRun ? "would be put on " : "on ") + topic);
    if (!anyTopic && tally.whole()) {
      err("no topic with pictures is chosen; sisom feed inspect shows what there is");
      return ExitCode.FAILED;
    }
    return tally.whole() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private void clocks(ClockTally clocks, RecordingClock asked) {
    for (RecordingClock clock : RecordingClock.values()) {
      long taken = clocks.taken(clock);
      if (taken > 0) {
        String why =
            clock == asked ? "" : ", since the " + asked + " stamp is missing, zero or absurd";
        note(taken + " pictures have their time from the " + clock + " stamp" + why);
      }
    }
    if (clocks.unsound() > 0) {
      note(
          clocks.unsound()
              + " pictures have no clock between 1990 and 2200, as in a simulation; see --time");
    }
    if (clocks.spreadNanos() > 0) {
      note(
          String.format(
              Locale.ROOT,
              "the clocks of one message are up to %.3f s apart",
              clocks.spreadNanos() / 1e9));
    }
  }

  private void tell(String what, Tally tally) {
    tally.groups().forEach((reason, group) -> err(what + reason + ": " + group.words()));
  }

  private void err(String words) {
    spec.commandLine().getErr().println("sisom: " + Unseen.escaped(words));
  }
}
