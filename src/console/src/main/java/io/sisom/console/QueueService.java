package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueConfig;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The labeling queue as a service that many threads may ask.
 *
 * <p>The idea is group commit over a replicated state machine whose log is a Kafka topic. One
 * thread ({@link QueueWriter}) carries out everything that waits ({@link PendingWork}) on a queue
 * that it alone has, writes what changed in one Kafka transaction ({@link QueueTransaction}), and
 * then answers. A second copy of the queue ({@link CommittedQueue}) takes the same changes over
 * after the commit and before the answers; readers see only that copy. Both share the records of
 * the frames, so the copy costs its indexes, some hundred bytes a frame.
 *
 * <p>The invariant: what anybody sees, in an answer or by reading, is the state that some prefix of
 * the committed transactions gives, and never one of before the last answer they had. It follows
 * that what was answered is never lost, and that what failed, or hangs, is not seen: a lease that
 * Kafka does not take is nobody's. A commit whose end is not known ends the session ({@link
 * QueueSession}): nothing is served until the topic has been read again, and that tells. A restart
 * does the same, so it is nothing special. Whoever takes the queue over fences the transactions of
 * whoever had it, so there is one writer ({@link QueueStore} says why its reading misses nothing).
 * Asking twice does no harm.
 *
 * <p>Time enters in one place: each transaction begins by ending the leases that have run out by
 * the writer's clock. An ended lease is a change like any other, so readers see it end when that is
 * committed, and not before.
 *
 * <p>Sources: D. Gawlick and D. Kinkade, "Varieties of Concurrency Control in IMS/VS Fast Path",
 * IEEE Database Engineering Bulletin 8(2), 1985, for group commit; F. B. Schneider, "Implementing
 * Fault-Tolerant Services Using the State Machine Approach", ACM Computing Surveys 22(4), 1990;
 * KIP-98 for Kafka's transactions and fencing.
 */
public final class QueueService implements AutoCloseable {
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);

  private final CommittedQueue committed = new CommittedQueue();
  private final PendingWork pending = new PendingWork();
  private final QueueWriter writer;
  private final Thread thread;

  private QueueService(
      QueueTopic topic, QueueConfig config, ConsoleMetrics metrics, SteadyClock clock) {
    this.writer = new QueueWriter(topic, config, metrics, clock, pending, committed);
    this.thread = new Thread(writer, "queue-writer");
  }

  /** A service that is yet to {@link #takeOver}; until then nothing on Kafka changes. */
  static QueueService of(
      KafkaAccess kafka, QueueConfig config, ConsoleMetrics metrics, SteadyClock clock) {
    QueueService service =
        new QueueService(new KafkaQueueTopic(kafka, clock.wall()), config, metrics, clock);
    metrics.watch(service);
    return service;
  }

  /** Starts to take the queue over, once; {@link #state} tells when it serves. */
  void takeOver() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether it serves. */
  public ConsoleState state() {
    return committed.state();
  }

  /**
   * Asks for a command.
   *
   * @param frame the frame with its picture, where the command is an answer; else null
   */
  public CompletableFuture<Reply<Outcome>> ask(Command command, @Nullable SensorFrame frame) {
    Work.Ask ask = new Work.Ask(command, frame, new CompletableFuture<>());
    submit(ask);
    return ask.reply();
  }

  /** Has something done with an episode. */
  public CompletableFuture<Reply<Reply.Reviewed>> review(ReviewOrder order) {
    Work.Reviewed work = new Work.Reviewed(order, new CompletableFuture<>());
    submit(work);
    return work.reply();
  }

  /** Offers candidates, and remembers how far their topic was read; false where it failed. */
  CompletableFuture<Boolean> offer(List<Candidate> candidates, ReadSoFar read) {
    Work.Offers offers = new Work.Offers(List.copyOf(candidates), read, new CompletableFuture<>());
    submit(offers);
    return offers.reply();
  }

  /** Tells of the version that scorers serve from now on. */
  public void live(ReferenceManifest manifest) {
    pending.live(
        new Work.Live(manifest.getVersion(), Set.copyOf(manifest.getKnownByLabel().keySet())));
  }

  private void submit(Work work) {
    if (!pending.add(work)) {
      work.fail(Reply.Unavailable.because(state()));
    }
  }

  /** What {@code question} finds in the queue; empty while it does not serve. */
  public <T> Optional<T> read(Function<LabelQueue, T> question) {
    return committed.read(question);
  }

  /** The review of each episode, by its id; empty while it does not serve. */
  public Optional<Map<String, Review>> reviews() {
    return committed.reviews();
  }

  double waiting() {
    return read(it -> it.figures(Instant.MAX).waiting()).orElse(0);
  }

  double leases() {
    return read(it -> it.figures(Instant.MAX).leases()).orElse(0);
  }

  /** Stops after the commit that runs; what has not been answered is answered as unavailable. */
  @Override
  public void close() {
    committed.stop();
    try {
      thread.join(LONGEST_COMMIT.toMillis());
      thread.interrupt();
      thread.join(LONGEST_COMMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.refusePending();
  }
}
