package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.queue.Command;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.SkipReason;
import io.sisom.schema.SensorFrame;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue on a broker: what was answered outlives every console. */
class QueueIT {
  private QueueRig rig;
  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
  private final AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);

  @BeforeEach
  void startTheBroker(@TempDir Path dir) throws Exception {
    rig = new QueueRig(dir, Map.of());
    rig.publish(0, 20);
  }

  @AfterEach
  void stopTheBroker() {
    rig.close();
  }

  @Test
  void twoAnnotatorsNeverGetTheSameFrameAndAnExpiredLeaseReturns() throws Exception {
    try (Console console = open(20)) {
      assertThat(next(console, "ann")).isEqualTo("frame-0");
      assertThat(next(console, "bob")).isEqualTo("frame-1");
      time.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
      await().atMost(QueueRig.PATIENCE).until(() -> waiting(console) == 20);
      assertThat(next(console, "cid")).isEqualTo("frame-0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H", "-PT0.4S"})
  void aLeaseLastsAsLongAsItShouldThoughTheClockIsSet(Duration off) throws Exception {
    try (Console console = open(20)) {
      assertThat(next(console, "ann")).isEqualTo("frame-0");
      time.updateAndGet(now -> now.plus(Duration.ofMinutes(4)));
      set.set(off);
      assertThat(next(console, "bob")).isEqualTo("frame-1");
      time.updateAndGet(now -> now.plus(Duration.ofSeconds(59)));
      assertThat(next(console, "cid")).isEqualTo("frame-2");
      time.updateAndGet(now -> now.plus(Duration.ofSeconds(2)));
      assertThat(next(console, "dan")).isEqualTo("frame-0");
    }
  }

  @Test
  void aLeaseOfAnEarlierLifeIsNoLongerThanALeaseWhateverTheClockSaysNow() throws Exception {
    try (Console console = open(20)) {
      assertThat(next(console, "ann")).isEqualTo("frame-0");
    }
    set.set(Duration.ofHours(-1));
    try (Console console = open(19)) {
      time.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
      assertThat(next(console, "bob")).isEqualTo("frame-0");
    }
  }

  /** As an outage within a commit leaves it, until the queue is taken over or a minute is over. */
  @Test
  void theOwnerIsToldThoughATransactionLiesOpen() throws Exception {
    try (Console console = open(20)) {
      assertThat(QueueStore.owner(rig.access())).isPresent();
    }
    Map<String, Object> settings = new HashMap<>(rig.config().kafka().producerProperties());
    settings.put("transactional.id", "sisom-console-0");
    try (KafkaProducer<String, byte[]> cut =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      cut.initTransactions();
      cut.beginTransaction();
      cut.send(new ProducerRecord<>(rig.config().topics().queueEvents(), 0, "cut", new byte[1]))
          .get();
      assertThat(CompletableFuture.supplyAsync(() -> QueueStore.owner(rig.access())))
          .succeedsWithin(Duration.ofSeconds(20))
          .satisfies(owner -> assertThat(owner).isPresent());
      cut.abortTransaction();
    }
  }

  @Test
  void anAnswerPressedThriceIsOneLabelAndUndoWithdrawsIt() throws Exception {
    try (Console console = open(20)) {
      next(console, "ann");
      List<Reply<Outcome>> replies =
          List.of(
              answer(console, "ann", "frame-0", "kite"),
              answer(console, "ann", "frame-0", "kite"),
              answer(console, "ann", "frame-0", "kite"));
      assertThat(replies).allMatch(reply -> reply instanceof Reply.Committed);
      assertThat(rig.poolRecords()).containsExactly("frame-0|ann=kite");

      ask(console, new Command.Undo("ann", Optional.of("frame-0")));

      assertThat(rig.poolRecords()).containsExactly("frame-0|ann=kite", "frame-0|ann=-");
    }
  }

  @Test
  void aConsoleThatStartsAnewForgetsNothing() throws Exception {
    try (Console console = open(20)) {
      next(console, "ann");
      answer(console, "ann", "frame-0", "kite");
      next(console, "ann");
      ask(console, new Command.Decline("ann", "frame-1", SkipReason.JUNK));
      next(console, "ann");
    }
    rig.publish(20, 25);
    try (Console console = open(22)) {
      assertThat(entry(console, "frame-0").answers()).hasSize(1);
      assertThat(entry(console, "frame-1").ended()).isPresent();
      assertThat(entry(console, "frame-2").leaseOf("ann")).isPresent();
      assertThat(next(console, "bob")).isEqualTo("frame-3");
      assertThat(rig.pool()).containsExactly(Map.entry("frame-0|ann", "kite"));
    }
  }

  @Test
  void aSecondConsoleTakesOverAndTheFirstSaysSoAndLosesNothing() throws Exception {
    try (Console first = open(20)) {
      next(first, "ann");
      try (Console second = open(19)) {
        Reply<Outcome> late = answer(first, "ann", "frame-0", "kite");
        assertThat(late).isInstanceOf(Reply.Unknown.class);
        await()
            .atMost(QueueRig.PATIENCE)
            .until(() -> first.queue().state() == ConsoleState.TAKEN_OVER);
        assertThat(rig.pool()).isEmpty();
        assertThat(entry(second, "frame-0").leaseOf("ann")).isPresent();
        answer(second, "ann", "frame-0", "kite");
        assertThat(rig.pool()).containsExactly(Map.entry("frame-0|ann", "kite"));
        assertThat(second.queue().state()).isEqualTo(ConsoleState.SERVING);
      }
    }
  }

  /** A console that serves, and has at least so many frames waiting. */
  private Console open(int waiting) {
    Console console =
        rig.startConsole(
            new SteadyClock(
                new MovedClock(),
                () -> Duration.between(Instant.parse("2026-01-01T00:00:00Z"), now()).toNanos()));
    await().atMost(QueueRig.PATIENCE).until(() -> waiting(console) == waiting);
    return console;
  }

  private Instant now() {
    return java.util.Objects.requireNonNull(time.get());
  }

  private static int waiting(Console console) {
    return console.queue().read(queue -> queue.figures(Instant.MAX).waiting()).orElse(-1);
  }

  private static Reply<Outcome> ask(Console console, Command command) throws Exception {
    return console.queue().ask(command, null).get(20, TimeUnit.SECONDS);
  }

  private static String next(Console console, String annotator) throws Exception {
    Reply.Committed<Outcome> reply =
        (Reply.Committed<Outcome>) ask(console, new Command.Next(annotator));
    return ((Outcome.Leased) reply.outcome()).entry().frameId();
  }

  private static Reply<Outcome> answer(
      Console console, String annotator, String frameId, String label) throws Exception {
    QueueEntry entry =
        console.queue().read(queue -> queue.find(frameId).orElseThrow()).orElse(null);
    SensorFrame frame =
        entry == null
            ? null
            : ((FoundFrame.Found) console.frames().find(entry.candidate())).frame();
    return console
        .queue()
        .ask(new Command.Answer(annotator, frameId, label), frame)
        .get(20, TimeUnit.SECONDS);
  }

  private static QueueEntry entry(Console console, String frameId) {
    return console.queue().read(queue -> queue.find(frameId).orElseThrow()).orElseThrow();
  }

  /** Shows the test's time, as far off as somebody set it. */
  private final class MovedClock extends Clock {
    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now().plus(java.util.Objects.requireNonNull(set.get()));
    }
  }
}
