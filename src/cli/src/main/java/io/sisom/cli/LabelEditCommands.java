package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.labeling.Answer;
import io.sisom.labeling.LabelBook;
import io.sisom.labeling.PoolEditor;
import io.sisom.labeling.SettledLabels;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.text.Unseen;
import io.sisom.wire.SchemaTopic;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that look at the labeled pool's answers and change them. */
final class LabelEditCommands {
  private LabelEditCommands() {}

  /** The options that all commands of this file share. */
  abstract static class Edit implements Callable<Integer> {
    @Mixin SettingOptions settings;
    @Spec CommandSpec spec;

    abstract void run(PoolEditor pool, PrintWriter out);

    @Override
    public final Integer call() throws InterruptedException {
      SisomConfig config = settings.connect(topics -> List.of(topics.labels()));
      PrintWriter out = spec.commandLine().getOut();
      String topic = config.topics().labels();
      try (SchemaTopic schemas = config.schemas()) {
        run(
            new PoolEditor(
                config.kafka().consumerProperties(),
                () -> config.kafka().transactionalProducer(topic + "-editor"),
                topic,
                schemas),
            out);
      }
      out.flush();
      return ExitCode.DONE;
    }

    static SettledLabels settle(Map<String, Answer> answers) {
      LabelBook book = new LabelBook();
      answers.forEach(book::put);
      return book.settle();
    }
  }

  /** {@code sisom label list}. */
  @Command(name = "list", description = "How many frames have each label.")
  static final class Kinds extends Edit {
    @Override
    void run(PoolEditor pool, PrintWriter out) {
      SettledLabels settled = settle(pool.answers());
      settled
          .countWithout(List.of())
          .forEach((label, count) -> out.printf("%8d  %s%n", count, Unseen.escaped(label)));
      settled
          .countNone()
          .forEach((kind, count) -> out.printf("%8d  no class: %s%n", count, kind.word()));
      out.printf("%8d  in conflict%n", settled.conflictFrames());
    }
  }

  /** {@code sisom label conflicts}. */
  @Command(
      name = "conflicts",
      description =
          "Frames that annotators answered differently; without a majority a frame is not learned"
              + " from.")
  static final class Conflicts extends Edit {
    @Override
    void run(PoolEditor pool, PrintWriter out) {
      Map<String, Answer> answers = pool.answers();
      Map<String, String> settled = settle(answers).byFrame();
      Map<String, Map<String, String>> byFrame = new TreeMap<>();
      answers
          .values()
          .forEach(
              answer ->
                  byFrame
                      .computeIfAbsent(answer.frameId(), id -> new TreeMap<>())
                      .put(answer.annotator(), answer.label()));
      byFrame.values().removeIf(given -> Set.copyOf(given.values()).size() < 2);
      byFrame.forEach(
          (frameId, given) ->
              out.printf(
                  "%s: %s -> %s%n",
                  Unseen.escaped(frameId),
                  given.entrySet().stream()
                      .map(one -> one.getKey() + " says " + one.getValue())
                      .map(Unseen::escaped)
                      .collect(Collectors.joining(", ")),
                  settled.getOrDefault(frameId, "open, one more answer decides")));
      if (byFrame.isEmpty()) {
        out.println("no frame is answered differently");
      }
    }
  }

  /** {@code sisom label rename}. */
  @Command(
      name = "rename",
      description =
          "Give all answers of one label another, in one transaction; a label that is in use"
              + " already merges the two.")
  static final class Rename extends Edit {
    @Parameters(index = "0", paramLabel = "FROM", description = "The present label.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The new label.")
    private String to;

    @Override
    void run(PoolEditor pool, PrintWriter out) {
      String label = TypedNames.label(spec, "TO", to);
      if (label.equals(from)) {
        throw new ParameterException(
            spec.commandLine(), "TO must be a label other than " + from + ", got '" + to + "'");
      }
      int renamed = pool.rename(from, label);
      if (renamed == 0) {
        throw new CommandFailure("no answer has the label " + from + "; see 'sisom label list'");
      }
      out.printf("%d answers of %s are %s now%n", renamed, Unseen.escaped(from), label);
    }
  }

  /** {@code sisom label withdraw}. */
  @Command(
      name = "withdraw",
      description = "Take answers back, in one transaction: those that all given conditions name.")
  static final class Withdraw extends Edit {
    @Option(
        names = "--frame",
        paramLabel = "ID",
        description = "Answers on this frame; repeatable.")
    private List<String> frames = List.of();

    @Option(names = "--label", paramLabel = "NAME", description = "Answers of this label.")
    private @Nullable String label;

    @Option(names = "--annotator", paramLabel = "NAME", description = "Answers of this annotator.")
    private @Nullable String annotator;

    @Override
    void run(PoolEditor pool, PrintWriter out) {
      if (frames.isEmpty() && label == null && annotator == null) {
        throw new ParameterException(
            spec.commandLine(), "say which: --frame, --label or --annotator");
      }
      Set<String> ids = new HashSet<>(frames);
      int gone =
          pool.withdraw(
              answer ->
                  (ids.isEmpty() || ids.contains(answer.frameId()))
                      && (label == null || label.equals(answer.label()))
                      && (annotator == null || annotator.equals(answer.annotator())));
      if (gone == 0) {
        throw new CommandFailure("no answer matches all given conditions; nothing was changed");
      }
      out.printf("%d answers withdrawn%n", gone);
    }
  }
}
