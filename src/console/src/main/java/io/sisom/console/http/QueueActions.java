package io.sisom.console.http;

import io.sisom.console.Console;
import io.sisom.console.FoundFrame;
import io.sisom.console.Reply;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The queue as request handlers use it: outcomes, or a {@link Problem}. */
final class QueueActions {
  private static final int PATIENCE_SECONDS = 15;
  private static final int LARGEST_BURST = 100;

  private final Console console;

  QueueActions(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  <T> T read(Function<LabelQueue, T> question) {
    return console.queue().read(question).orElseThrow(this::unavailable);
  }

  private Problem unavailable() {
    return new Problem(503, "unavailable", console.queue().state().words());
  }

  /** A frame that the queue knows. */
  QueueEntry entry(String frameId) {
    return read(queue -> queue.find(frameId))
        .orElseThrow(() -> new Problem(404, "unknown-frame", "the queue does not know this frame"));
  }

  /** What came of a command that is no answer. */
  Outcome ask(Command command) {
    return outcome(console.queue().ask(command, null));
  }

  /** What came of an answer. */
  Outcome answer(String annotator, String frameId, String label) {
    return outcome(answering(annotator, frameId, label));
  }

  /** What came of a skip; the frame of one that is an answer is fetched for the labeled pool. */
  Outcome decline(Command.Decline decline) {
    SensorFrame frame =
        decline.reason().kind().isPresent() ? picture(entry(decline.frameId())) : null;
    return outcome(console.queue().ask(decline, frame));
  }

  /** An answer on its way to the queue, its frame fetched. */
  CompletableFuture<Reply<Outcome>> answering(String annotator, String frameId, String label) {
    SensorFrame frame = picture(entry(frameId));
    return console.queue().ask(new Command.Answer(annotator, frameId, label), frame);
  }

  /** The frame with its picture; one that is lost leaves the queue. */
  SensorFrame picture(QueueEntry entry) {
    FoundFrame found = console.frames().find(entry.candidate());
    if (found instanceof FoundFrame.Found it) {
      return it.frame();
    }
    if (found instanceof FoundFrame.Lost) {
      ask(new Command.Lose(entry.frameId()));
      throw new Problem(
          410, "frame-lost", "the frame's picture is no longer on the topic of candidates");
    }
    throw new Problem(503, "unavailable", "Kafka did not send the frame in time; try again");
  }

  /** What is committed and was not refused, or a problem. */
  static Outcome outcome(CompletableFuture<Reply<Outcome>> reply) {
    Outcome outcome = committed(reply);
    if (outcome instanceof Outcome.Refused refused) {
      throw refused(refused);
    }
    return outcome;
  }

  /** What is committed, or a problem. */
  static <T> T committed(CompletableFuture<Reply<T>> reply) {
    return await(reply)
        .either(
            outcome -> outcome,
            unavailable -> {
              throw problem(unavailable);
            });
  }

  private static Problem problem(Reply.Unavailable unavailable) {
    return new Problem(
        503, unavailable.takenOver() ? "taken-over" : "unavailable", unavailable.reason());
  }

  /** What is committed, or that it is not known to be. */
  private static <T> Reply<T> await(CompletableFuture<Reply<T>> reply) {
    try {
      return reply.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return unknown("Kafka has not confirmed it yet; asking again does no harm");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("the console is ending");
    } catch (ExecutionException e) {
      throw new IllegalStateException("replies are completed with values", e);
    }
  }

  private static <T> Reply<T> unknown(String reason) {
    return new Reply.Unknown<>(new Reply.Unavailable(false, reason));
  }

  private static Problem refused(Outcome.Refused refused) {
    return switch (refused.why()) {
      case UNKNOWN_FRAME -> new Problem(404, "unknown-frame", refused.detail());
      case TAKEN -> new Problem(409, "taken", refused.detail());
      case TOO_MANY_LEASES -> new Problem(409, "too-many-leases", refused.detail());
      case TOO_MANY_ANNOTATORS -> new Problem(429, "too-many-annotators", refused.detail());
      case NOTHING_TO_UNDO -> new Problem(409, "nothing-to-undo", refused.detail());
    };
  }

  /**
   * Labels the frame and the others of its burst that the annotator may answer; those that others
   * have meanwhile are left to them.
   *
   * @return ids of the labeled frames, the frame's own first
   */
  List<String> answerBurst(String annotator, String frameId, String label) {
    List<String> others = burst(entry(frameId), annotator);
    answer(annotator, frameId, label);
    List<String> labeled = new ArrayList<>(List.of(frameId));
    for (String other : others) {
      try {
        answer(annotator, other, label);
        labeled.add(other);
      } catch (Problem left) {
        if (left.status() == 503) {
          throw left;
        }
      }
    }
    return labeled;
  }

  /** The other frames of a frame's burst that an annotator may answer. */
  List<String> burst(QueueEntry entry, String annotator) {
    return read(queue -> queue.burst(entry, annotator, LARGEST_BURST)).stream()
        .map(QueueEntry::frameId)
        .toList();
  }

  /**
   * Every label that is known, and how often it was given here: classes of the live version in
   * their order, then the others by name.
   */
  Map<String, Integer> labels() {
    Map<String, Integer> given = read(LabelQueue::labels);
    Map<String, Integer> labels = new LinkedHashMap<>();
    ReferenceManifest live = liveVersion();
    if (live != null) {
      live.getLabels().forEach(label -> labels.put(label, given.getOrDefault(label, 0)));
    }
    given.forEach(labels::putIfAbsent);
    return labels;
  }

  @Nullable ReferenceManifest liveVersion() {
    return console.versions().active().orElse(null);
  }
}
