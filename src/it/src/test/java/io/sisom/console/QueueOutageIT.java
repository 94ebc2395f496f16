package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.queue.Command;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and comes back. */
@Thorough
class QueueOutageIT {
  private static final int FRAMES = 60;
  private static final int ROUNDS = 400;
  private static final int ANSWERS = 20;
  private static final int ROUNDS_BEFORE_THE_OUTAGE = 50;

  @Test
  void whatWasConfirmedBeforeAnOutageIsKnownAfterIt(@TempDir Path dir) throws Exception {
    // So that the console gives a commit up while the broker is away, however short that is.
    Map<String, String> impatient = Map.of("kafka.max.block.ms", "3000");
    try (QueueRig rig = new QueueRig(dir, impatient)) {
      rig.publish(0, FRAMES);
      try (Console console = rig.startConsole(Clock.systemUTC())) {
        await().atMost(QueueRig.PATIENCE).until(() -> waiting(console) == FRAMES);
        for (int i = 0; i < ROUNDS; i++) {
          ask(console, new Command.GiveBack("ann", next(console, "ann")), null);
        }
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
          String frameId = next(console, "bob");
          ask(console, new Command.Answer("bob", frameId, "kite"), frame(console, frameId));
          answered.add(frameId);
        }
        for (int outage = 0; outage < 2; outage++) {
          rig.stopBroker();
          await()
              .atMost(QueueRig.PATIENCE)
              .until(() -> console.queue().state() == ConsoleState.OPENING);
          rig.startBroker();
          await()
              .atMost(QueueRig.PATIENCE)
              .until(() -> console.queue().state() == ConsoleState.SERVING);
          assertThat(answered).allMatch(id -> entry(console, id).answerOf("bob").isPresent());
          assertThat(answered).doesNotContain(next(console, "cid-" + outage));
        }
        assertThat(rig.pool()).hasSize(ANSWERS);
      }
    }
  }

  @Test
  void whatKafkaDoesNotTakeIsNeverSeen(@TempDir Path dir) throws Exception {
    try (QueueRig rig = new QueueRig(dir, Map.of("kafka.max.block.ms", "3000"))) {
      rig.publish(0, 3);
      try (Console console = rig.startConsole(Clock.systemUTC())) {
        await().atMost(QueueRig.PATIENCE).until(() -> waiting(console) == 3);
        boolean leased = false;
        Reply<Outcome> reply = answered(console, new Command.Next("ann"), new HashSet<>());
        CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);
        Set<Boolean> seen = new HashSet<>();
        for (int i = 1; reply instanceof Reply.Committed; i++) {
          leased = !leased;
          if (i == ROUNDS_BEFORE_THE_OUTAGE) {
            stopping = CompletableFuture.runAsync(rig::stopBroker);
          }
          seen.clear();
          Command command =
              leased ? new Command.GiveBack("ann", "frame-0") : new Command.Next("ann");
          reply = answered(console, command, seen);
        }
        assertThat(reply).isInstanceOf(Reply.Unknown.class);
        assertThat(seen)
            .as("whether ann has a frame, while a commit hung that would have changed it")
            .isSubsetOf(leased);

        stopping.join();
        rig.startBroker();
        await()
            .atMost(QueueRig.PATIENCE)
            .until(() -> console.queue().state() == ConsoleState.SERVING);
        assertThat(next(console, "bob")).startsWith("frame-");
      }
    }
  }

  /** The reply, and whether the annotator had a frame each time that someone looked before it. */
  private static Reply<Outcome> answered(Console console, Command command, Set<Boolean> seen)
      throws Exception {
    CompletableFuture<Reply<Outcome>> reply = console.queue().ask(command, null);
    while (!reply.isDone()) {
      console
          .queue()
          .read(queue -> !queue.leasedTo("ann").isEmpty())
          .filter(it -> !reply.isDone())
          .ifPresent(seen::add);
      Thread.onSpinWait();
    }
    return reply.get();
  }

  private static int waiting(Console console) {
    return console.queue().read(queue -> queue.figures(Instant.MAX).waiting()).orElse(-1);
  }

  private static QueueEntry entry(Console console, String frameId) {
    return console.queue().read(queue -> queue.find(frameId).orElseThrow()).orElseThrow();
  }

  private static SensorFrame frame(Console console, String frameId) {
    return ((FoundFrame.Found) console.frames().find(entry(console, frameId).candidate())).frame();
  }

  private static String next(Console console, String annotator) throws Exception {
    return ((Outcome.Leased) ask(console, new Command.Next(annotator), null)).entry().frameId();
  }

  private static Outcome ask(Console console, Command command, @Nullable SensorFrame frame)
      throws Exception {
    Reply<Outcome> reply = console.queue().ask(command, frame).get(20, TimeUnit.SECONDS);
    assertThat(reply).isInstanceOf(Reply.Committed.class);
    return ((Reply.Committed<Outcome>) reply).outcome();
  }
}
