package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.queue.Command;
import io.sisom.queue.Entry;
import io.sisom.queue.Outcome;
import io.sisom.schema.SensorFrame;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and comes back. */
class QueueOutageIT {
  private static final int FRAMES = 60;
  private static final int ROUNDS = 400;
  private static final int ANSWERS = 20;

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

  private static int waiting(Console console) {
    return console.queue().read(queue -> queue.figures(Instant.MAX).waiting()).orElse(-1);
  }

  private static Entry entry(Console console, String frameId) {
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
    Reply reply = console.queue().ask(command, frame).get(20, TimeUnit.SECONDS);
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return ((Reply.Answered) reply).outcome();
  }
}
