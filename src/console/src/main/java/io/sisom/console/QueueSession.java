package io.sisom.console;

import io.sisom.live.Reviews;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.QueueConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue from one opening of its log to the first trouble. It has a queue of its own to carry
 * commands out on, which runs ahead of the log within a transaction; readers have another, which
 * follows when the transaction is committed. Once {@link #carryOut} has thrown, the two differ and
 * the session is of no more use. For one thread.
 */
final class QueueSession {
  private static final Logger log = LoggerFactory.getLogger(QueueSession.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private final QueueLog store;
  private final SteadyClock clock;
  private final ConsoleMetrics metrics;
  private final CommittedQueue committed;
  private final LabelQueue queue;
  private final Reviews reviews;
  private long written = System.nanoTime();

  private QueueSession(
      QueueLog store,
      SteadyClock clock,
      ConsoleMetrics metrics,
      CommittedQueue committed,
      LabelQueue queue,
      Reviews reviews) {
    this.store = store;
    this.clock = clock;
    this.metrics = metrics;
    this.committed = committed;
    this.queue = queue;
    this.reviews = reviews;
  }

  /** Opens the queue for readers too, as the log has it. */
  static QueueSession open(
      QueueLog store,
      Stored stored,
      QueueConfig config,
      SteadyClock clock,
      ConsoleMetrics metrics,
      CommittedQueue committed) {
    // Ends of leases were written by another process's clock: none lies further off than a lease
    // is long, whatever became of the machine's clock since.
    Instant latest = clock.read().now().plus(config.lease());
    committed.open(stored.queue(config, latest), stored.restoredReviews());
    return new QueueSession(
        store, clock, metrics, committed, stored.queue(config, latest), stored.restoredReviews());
  }

  /** Carries work out in one transaction, shows readers what it changed, and answers. */
  void carryOut(List<Work> works) {
    try {
      QueueTransaction transaction = new QueueTransaction(queue, reviews, time(), metrics);
      works.forEach(work -> work.carryOut(transaction));
      if (transaction.changedAnything()) {
        long began = System.nanoTime();
        transaction.commit(store);
        written = System.nanoTime();
        metrics.committed(Duration.ofNanos(written - began));
      }
      committed.apply(transaction);
      transaction.reply();
    } catch (RuntimeException | Error e) {
      Reply.Unavailable failed =
          new Reply.Unavailable(
              false,
              e instanceof KafkaException
                  ? "Kafka did not take it; try again"
                  : "the console failed; try again");
      works.forEach(work -> work.fail(failed));
      throw e;
    }
    if (System.nanoTime() - written > HEARTBEAT.toNanos()) {
      store.heartbeat();
      written = System.nanoTime();
    }
  }

  private SteadyClock.Reading time() {
    SteadyClock.Reading time = clock.read();
    if (!time.step().isZero()) {
      log.atWarn()
          .addKeyValue("by", time.step())
          .log("this machine's clock was set; leases last as long as they would have");
    }
    return time;
  }
}
