package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.Reply;
import io.sisom.console.exchange.ExchangeFormat;
import io.sisom.console.exchange.FrameNames;
import io.sisom.console.exchange.ImportException;
import io.sisom.console.exchange.ImportedAnswers;
import io.sisom.console.exchange.Refusals;
import io.sisom.console.json.ImportJson;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.SkipReason;
import io.sisom.schema.SensorFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Files of labels on their way into the queue. A file is kept on disk and read piece by piece, one
 * file at a time; what is in flight is bounded in bytes.
 */
final class QueueImports {
  private static final int AT_ONCE = 200;
  private static final int BYTES_AT_ONCE = 16 << 20;

  private final QueueActions actions;
  private final int mostBytes;
  private final Object oneAtATime = new Object();

  QueueImports(QueueActions actions, int mostBytes) {
    this.actions = actions;
    this.mostBytes = mostBytes;
  }

  /** What came of the request's file. */
  ImportJson take(Context ctx, ExchangeFormat format, Optional<String> annotator) {
    try (Spool file = Spool.of(Body.stream(ctx, mostBytes), mostBytes)) {
      synchronized (oneAtATime) {
        return take(format, file.path(), annotator);
      }
    }
  }

  private ImportJson take(ExchangeFormat format, Path file, Optional<String> annotator) {
    List<String> known =
        actions.read(LabelQueue::entries).stream().map(QueueEntry::frameId).toList();
    FrameNames names = new FrameNames(known);
    ImportedAnswers answers = new ImportedAnswers(names, annotator);
    try {
      format.read(() -> Files.newInputStream(file), names, answers);
    } catch (ImportException e) {
      throw Problem.badRequest(e.getMessage() + "; nothing was taken");
    } catch (IOException e) {
      throw new Problem(503, "unavailable", "the console could not read what it had kept");
    }
    int taken = give(answers.said(), answers.refusals());
    Refusals refusals = answers.refusals();
    return new ImportJson(
        answers.read(),
        taken,
        refusals.total(),
        refusals.counts(),
        answers.passedOver(),
        refusals.first().stream().map(QueueImports::example).toList());
  }

  private static ImportJson.Example example(Refusals.Told told) {
    return new ImportJson.Example(told.frame(), told.reason(), told.detail());
  }

  private int give(Map<ImportedAnswers.Who, ImportedAnswers.Said> labels, Refusals refusals) {
    int taken = 0;
    int bytes = 0;
    List<Pending> sent = new ArrayList<>();
    for (Map.Entry<ImportedAnswers.Who, ImportedAnswers.Said> one : labels.entrySet()) {
      Pending pending = send(one.getKey(), one.getValue());
      sent.add(pending);
      bytes += pending.bytes();
      if (sent.size() == AT_ONCE || bytes > BYTES_AT_ONCE) {
        taken += settle(sent, refusals);
        sent.clear();
        bytes = 0;
      }
    }
    return taken + settle(sent, refusals);
  }

  /** An answer on its way. */
  private record Pending(String frameId, int bytes, Supplier<Outcome> outcome) {}

  private Pending send(ImportedAnswers.Who who, ImportedAnswers.Said said) {
    try {
      SensorFrame frame = actions.picture(actions.entry(who.frameId()));
      ByteBuffer content = frame.getContent();
      CompletableFuture<Reply<Outcome>> reply =
          actions.console().queue().ask(command(who, said), frame);
      return new Pending(
          who.frameId(),
          content == null ? 0 : content.remaining(),
          () -> QueueActions.outcome(reply));
    } catch (Problem problem) {
      return new Pending(
          who.frameId(),
          0,
          () -> {
            throw problem;
          });
    }
  }

  private static Command command(ImportedAnswers.Who who, ImportedAnswers.Said said) {
    return SkipReason.of(said.kind())
        .<Command>map(reason -> new Command.Decline(who.annotator(), who.frameId(), reason))
        .orElseGet(() -> new Command.Answer(who.annotator(), who.frameId(), said.label()));
  }

  private static int settle(List<Pending> sent, Refusals refusals) {
    int taken = 0;
    for (Pending pending : sent) {
      try {
        taken += pending.outcome().get() instanceof Outcome.Done ? 1 : 0;
      } catch (Problem problem) {
        if (problem.status() == 503) {
          throw problem;
        }
        refusals.add(pending.frameId(), problem.reason(), problem.detail());
      }
    }
    return taken;
  }
}
