package io.sisom.console;

import io.sisom.queue.QueueConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the queue on a thread of its own: takes it over, carries pending work out, and after
 * trouble takes it over anew, until another console has it or it is told to end. An {@link Error}
 * ends it for good: whatever threw it may have left this process in any state, so the console says
 * that it has failed, serves nothing and is to be started again.
 */
final class QueueWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(QueueWriter.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final QueueTopic topic;
  private final QueueConfig config;
  private final ConsoleMetrics metrics;
  private final SteadyClock clock;
  private final PendingWork pending;
  private final CommittedQueue committed;
  private final String name = name();

  QueueWriter(
      QueueTopic topic,
      QueueConfig config,
      ConsoleMetrics metrics,
      SteadyClock clock,
      PendingWork pending,
      CommittedQueue committed) {
    this.topic = topic;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.pending = pending;
    this.committed = committed;
  }

  /** Where it runs, so that people find it, and what makes it unique. */
  private static String name() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "console";
    }
    return "%s-%d-%s".formatted(host, ProcessHandle.current().pid(), UUID.randomUUID());
  }

  @Override
  public void run() {
    boolean again = false;
    while (committed.goesOn()) {
      try {
        if (again) {
          pauseAndCheckOwner();
        }
        serve();
      } catch (TakenOverException e) {
        committed.takenOver();
        log.atWarn()
            .addKeyValue("by", e.by().name())
            .log("another console has taken over the queue; this one stops");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        committed.stop();
      } catch (RuntimeException e) {
        committed.reopen();
        if (committed.goesOn()) {
          log.atWarn().setCause(e).log("writing the queue failed; reading its state again");
        }
      } catch (Error e) {
        committed.fail();
        log.atError().setCause(e).log("writing the queue failed for good; restart the console");
      }
      refusePending();
      again = true;
    }
    refusePending();
  }

  /** Trouble may be another console that takes over; it has said so by now. */
  private void pauseAndCheckOwner() throws InterruptedException, TakenOverException {
    Thread.sleep(PAUSE.toMillis());
    Optional<Owner> owner = topic.owner();
    if (owner.isPresent() && !owner.get().name().equals(name)) {
      throw new TakenOverException(owner.get());
    }
  }

  private void serve() throws InterruptedException {
    try (QueueLog store = topic.takeOver(name)) {
      Stored stored = store.read();
      pending.open();
      QueueSession session = QueueSession.open(store, stored, config, clock, metrics, committed);
      tellOpen(stored.before());
      while (committed.state() == ConsoleState.SERVING) {
        session.carryOut(pending.take(IDLE));
      }
    }
  }

  private void tellOpen(Optional<Owner> before) {
    log.atInfo()
        .addKeyValue("waiting", committed.read(it -> it.figures(Instant.MAX).waiting()).orElse(0))
        .addKeyValue("taken.over.from", before.map(Owner::name).orElse("nobody"))
        .addKeyValue("who.wrote.last.at", before.map(it -> it.at().toString()).orElse("never"))
        .log("the queue is open");
  }

  /** Answers what is left, so that nobody waits for it. */
  void refusePending() {
    Reply.Unavailable reply = Reply.Unavailable.because(committed.state());
    pending.close().forEach(work -> work.fail(reply));
  }
}
