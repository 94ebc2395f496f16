package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.queue.Candidate;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Place;
import io.sisom.queue.QueueConfig;
import io.sisom.schema.LabelCandidate;
import io.sisom.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue's writer on a log that breaks under it. */
@Timeout(60)
class QueueWriterTest {
  private final CommittedQueue committed = new CommittedQueue();
  private final PendingWork pending = new PendingWork();

  @Test
  void anErrorInACommitIsAStateOfTheConsoleAndAnswersWhoeverWaits() throws Exception {
    Thread writer = start(new Breaking(false));
    CompletableFuture<Boolean> reply = new CompletableFuture<>();
    while (!pending.add(new Work.Offers(List.of(candidate()), read(), reply))) {
      Thread.sleep(1);
    }
    writer.join();
    assertThat(reply).as("the offer's answer").isCompletedWithValue(false);
    assertThatItHasFailed();
  }

  @Test
  void anErrorInReadingTheLogIsAStateOfTheConsoleToo() throws Exception {
    start(new Breaking(true)).join();
    assertThatItHasFailed();
  }

  @Test
  void aConsoleThatWasToldToEndHasNotFailed() {
    committed.stop();
    committed.fail();
    assertThat(committed.state()).isEqualTo(ConsoleState.STOPPED);
  }

  private void assertThatItHasFailed() {
    assertThat(committed.state()).isEqualTo(ConsoleState.FAILED);
    assertThat(committed.state().live()).as("its health").isFalse();
    assertThat(committed.state().ready()).as("its readiness").isFalse();
    assertThat(committed.read(LabelQueue::entries)).as("what readers see").isEmpty();
    assertThat(pending.add(new Work.Offers(List.of(), read(), new CompletableFuture<>())))
        .as("taking more in")
        .isFalse();
    assertThat(Reply.Unavailable.because(committed.state()).reason()).contains("start it again");
  }

  private Thread start(QueueLog log) {
    QueueTopic topic =
        new QueueTopic() {
          @Override
          public QueueLog takeOver(String name) {
            return log;
          }

          @Override
          public Optional<Owner> owner() {
            return Optional.empty();
          }
        };
    Thread thread =
        new Thread(
            new QueueWriter(
                topic,
                Settings.defaults(QueueConfig.class),
                new ConsoleMetrics(new SimpleMeterRegistry()),
                SteadyClock.ofMachine(),
                pending,
                committed));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static ReadSoFar read() {
    return new ReadSoFar(Map.of(), new ConsumerGroupMetadata(QueueStore.GROUP));
  }

  private static Candidate candidate() {
    LabelCandidate it = SampleCandidates.candidate("frame", 1);
    return new Candidate(
        it.getScore(),
        it.getInnerLabel(),
        it.getOuterLabel(),
        it.getWindowStart(),
        it.getRank(),
        it.getConsidered(),
        new Place(0, 1),
        false);
  }

  /** A log without a record, which breaks as it is read or at the first commit. */
  private record Breaking(boolean reading) implements QueueLog {
    @Override
    public Stored read() {
      if (reading) {
        throw new StackOverflowError("planted");
      }
      return new Stored(Map.of(), Map.of(), Optional.empty());
    }

    @Override
    public void commit(Writes writes) {
      throw new NoClassDefFoundError("planted");
    }

    @Override
    public void heartbeat() {}

    @Override
    public void close() {}
  }
}
