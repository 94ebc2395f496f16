package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.live.Reviews;
import io.sisom.queue.Candidate;
import io.sisom.queue.Change;
import io.sisom.queue.Command;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Outcome;
import io.sisom.queue.PoolWrite;
import io.sisom.queue.Result;
import io.sisom.queue.Skip;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.LabelKey;
import io.sisom.wire.LabelKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the writer does between two commits: carries out many people's commands on its own queue,
 * and gathers what must be written for them to hold, what readers see then, and who is answered.
 */
final class QueueTransaction {
  private final LabelQueue queue;
  private final Instant now;
  private final ConsoleMetrics metrics;
  private final List<Change> changes = new ArrayList<>();
  private final Reviewing reviewing;
  private final List<LabelWrite> pool = new ArrayList<>();
  private final List<LabelCandidate> candidates = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();
  private final List<String> forgotten = new ArrayList<>();
  private Optional<ReadSoFar> read = Optional.empty();
  private OptionalLong version = OptionalLong.empty();
  private final List<Runnable> replies = new ArrayList<>();

  QueueTransaction(
      LabelQueue queue, Reviews reviews, SteadyClock.Reading time, ConsoleMetrics metrics) {
    this.queue = queue;
    this.reviewing = new Reviewing(reviews);
    this.now = time.now();
    this.metrics = metrics;
    if (!time.step().isZero()) {
      changes.addAll(queue.moveLeases(time.step(), now));
    }
    changes.addAll(queue.expire(now));
  }

  void carryOut(Work.Ask ask) {
    Outcome outcome = handle(ask.command(), ask.frame());
    replies.add(() -> ask.reply().complete(new Reply.Committed<>(outcome)));
  }

  void carryOut(Work.Offers offers) {
    for (Candidate candidate : offers.candidates()) {
      if (handle(new Command.Offer(candidate), null) instanceof Outcome.Offered offered) {
        replies.add(() -> metrics.overflowed(offered.dropped()));
      }
    }
    // There is one feed, which waits for its answer: a transaction has one of these at most.
    read = Optional.of(offers.read());
    replies.add(() -> offers.reply().complete(true));
  }

  void carryOut(Work.Reviewed reviewed) {
    Reviewing.Done done = review(reviewed.order());
    replies.add(
        () ->
            reviewed
                .reply()
                .complete(
                    new Reply.Committed<>(new Reply.Reviewed(done.review(), done.repeated()))));
  }

  void carryOut(Work.Live live) {
    changes.addAll(queue.live(live.version(), live.labels(), now));
    version = OptionalLong.of(live.version());
  }

  private Reviewing.Done review(ReviewOrder order) {
    Reviewing.Done done = reviewing.carryOut(order, now);
    if (!done.repeated()) {
      reviews.add(done.review());
      forgotten.addAll(done.forgotten());
      pool.addAll(done.pool());
      candidates.addAll(done.candidates());
      for (LabelWrite write : done.pool()) {
        if (write.labeled() != null) {
          String frameId = write.labeled().getFrame().getFrameId();
          handle(new Command.Settle(order.annotator(), frameId), null);
        }
      }
    }
    return done;
  }

  private Outcome handle(Command command, @Nullable SensorFrame frame) {
    Result result = queue.handle(command, now);
    changes.addAll(result.changes());
    for (PoolWrite write : result.pool()) {
      write.accept(new Pooled(frame)).ifPresent(pool::add);
    }
    return result.outcome();
  }

  /** The pool's record for a write, with the frame that came with an answer. */
  private record Pooled(@Nullable SensorFrame frame)
      implements PoolWrite.Visitor<Optional<LabelWrite>> {
    @Override
    public Optional<LabelWrite> put(PoolWrite.Put put) {
      if (frame == null) {
        throw new IllegalStateException("an answer came without its frame");
      }
      GivenLabel given = put.given();
      return Optional.of(
          new LabelWrite(
              LabelKey.of(put.entry().frameId(), given.annotator()),
              labeled(frame, given.annotator(), given.label(), given.at(), LabelKind.CLASS)));
    }

    /** A skip whose frame nobody fetched stays a skip: the pool has no answer without a picture. */
    @Override
    public Optional<LabelWrite> putKind(PoolWrite.PutKind put) {
      Skip skip = put.skip();
      return frame == null
          ? withdraw(new PoolWrite.Withdraw(put.entry().frameId(), skip.annotator(), skip.at()))
          : Optional.of(
              new LabelWrite(
                  LabelKey.of(put.entry().frameId(), skip.annotator()),
                  labeled(frame, skip.annotator(), put.kind().word(), skip.at(), put.kind())));
    }

    private static LabeledFrame labeled(
        SensorFrame frame, String annotator, String label, Instant at, LabelKind kind) {
      return new LabeledFrame(frame, label, annotator, at, false, kind.word(), false);
    }

    @Override
    public Optional<LabelWrite> withdraw(PoolWrite.Withdraw gone) {
      return Optional.of(new LabelWrite(LabelKey.of(gone.frameId(), gone.annotator()), null));
    }
  }

  /** Whether there is anything to write. */
  boolean changedAnything() {
    return writes().any();
  }

  private Writes writes() {
    return new Writes(changes, reviews, forgotten, pool, candidates, read);
  }

  void commit(QueueLog store) {
    store.commit(writes());
  }

  /** Makes the same changes to another copy of the queue that was as this one was before. */
  void applyTo(LabelQueue other, Reviews otherReviews) {
    version.ifPresent(other::restoreLive);
    changes.forEach(change -> other.restore(change.frameId(), change.after()));
    reviews.forEach(otherReviews::put);
  }

  /** Tells everyone what came of it; only once it is committed. */
  void reply() {
    changes.forEach(change -> metrics.changed(change.what()));
    replies.forEach(Runnable::run);
  }
}
