package io.sisom.queue;

import io.sisom.queue.Change.What;
import io.sisom.queue.Outcome.Reason;
import io.sisom.wire.LabelKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What annotators say of frames, and take back. */
final class AnswerRules {
  private final QueueConfig config;
  private final Overlap overlap;
  private final QueueIndex index;
  private final LeaseRules leases;

  AnswerRules(QueueConfig config, Overlap overlap, QueueIndex index, LeaseRules leases) {
    this.config = config;
    this.overlap = overlap;
    this.index = index;
    this.leases = leases;
  }

  /** Whether the annotator may speak: has the frame, has spoken before, or nobody else is on it. */
  boolean mayAnswer(QueueEntry entry, String annotator) {
    return entry.leaseOf(annotator).isPresent()
        || entry.answerOf(annotator).isPresent()
        || (entry.skipOf(annotator).isPresent() && overlap.room(entry) > 0)
        || overlap.openSlots(entry) > 0;
  }

  Result answer(QueueEntry entry, Command.Answer answer, Instant now) {
    Optional<GivenLabel> before = entry.answerOf(answer.annotator());
    if (before.map(GivenLabel::label).equals(Optional.of(answer.label()))) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    if (!mayAnswer(entry, answer.annotator())) {
      return LeaseRules.taken(entry);
    }
    GivenLabel given =
        new GivenLabel(answer.annotator(), answer.label(), now, index.history().nextSequence());
    QueueEntry after = overlap.settled(entry.answered(given), now);
    Change change = index.apply(Change.by(answer.annotator(), What.ANSWERED, now, after));
    List<Change> changes = Stream.concat(Stream.of(change), forget(now).stream()).toList();
    return new Result(
        new Outcome.Done(after, false), changes, List.of(new PoolWrite.Put(after, given)));
  }

  Result decline(QueueEntry entry, Command.Decline decline, Instant now) {
    String annotator = decline.annotator();
    if (entry.skipOf(annotator).map(Skip::reason).equals(Optional.of(decline.reason()))) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    if (!mayAnswer(entry, annotator)) {
      return LeaseRules.taken(entry);
    }
    boolean pooled = pooled(entry, annotator);
    SkipReason reason = decline.reason();
    Skip skip =
        new Skip(annotator, reason, now, index.history().nextSequence(), reason.kind().isPresent());
    QueueEntry after = overlap.settled(entry.withoutAnswerOf(annotator).skipped(skip), now);
    Change change = index.apply(Change.by(annotator, What.SKIPPED, now, after));
    List<Change> changes = Stream.concat(Stream.of(change), forget(now).stream()).toList();
    List<PoolWrite> writes =
        skip.reason()
            .kind()
            .map(kind -> List.<PoolWrite>of(new PoolWrite.PutKind(after, skip, kind)))
            .orElseGet(() -> withdrawn(pooled, entry, annotator, now));
    return new Result(new Outcome.Done(after, false), changes, writes);
  }

  /** Settles with the pool a skip that an earlier console took, once. */
  Result pool(QueueEntry entry, Command.Pool pool, Instant now) {
    String annotator = pool.annotator();
    Optional<Skip> owed = entry.skipOf(annotator).filter(Skip::owedToPool);
    if (owed.isEmpty()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    QueueEntry after = entry.skipped(owed.get().inPool());
    Change change = index.apply(Change.by(annotator, What.POOLED, now, after));
    LabelKind kind = owed.get().reason().kind().orElseThrow();
    return new Result(
        new Outcome.Done(after, false),
        List.of(change),
        pool.overruled() ? List.of() : List.of(new PoolWrite.PutKind(after, owed.get(), kind)));
  }

  /** Whether the pool holds what the annotator said of the frame. */
  private static boolean pooled(QueueEntry entry, String annotator) {
    return entry.answerOf(annotator).isPresent()
        || entry.skipOf(annotator).flatMap(skip -> skip.reason().kind()).isPresent();
  }

  private static List<PoolWrite> withdrawn(
      boolean pooled, QueueEntry entry, String annotator, Instant now) {
    return pooled ? List.of(new PoolWrite.Withdraw(entry.frameId(), annotator, now)) : List.of();
  }

  Result undo(Command.Undo undo, Instant now) {
    String annotator = undo.annotator();
    Optional<QueueEntry> found =
        undo.frameId().or(() -> index.history().lastFrameOf(annotator)).flatMap(index::find);
    if (found.isEmpty()) {
      return undo.frameId().isPresent()
          ? LabelQueue.unknown()
          : Result.refused(Reason.NOTHING_TO_UNDO, annotator + " has said nothing yet");
    }
    QueueEntry entry = found.get();
    if (entry.answerOf(annotator).isEmpty() && entry.skipOf(annotator).isEmpty()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    QueueEntry after = overlap.settled(entry.withoutAnswerOf(annotator), now);
    if (overlap.openSlots(after) > 0 && leases.refusedLease(annotator).isEmpty()) {
      after = after.leasedTo(new Lease(annotator, now, now.plus(config.lease())));
    }
    return new Result(
        new Outcome.Done(after, false),
        List.of(index.apply(Change.by(annotator, What.UNDONE, now, after))),
        withdrawn(pooled(entry, annotator), entry, annotator, now));
  }

  /** Forgets what ended longest ago, beyond the number that is remembered. */
  List<Change> forget(Instant now) {
    List<Change> forgotten = new ArrayList<>();
    while (index.ended() > config.remembered()) {
      String first = index.endedFirst().orElseThrow();
      forgotten.add(index.apply(Change.gone(What.FORGOTTEN, now, first)));
    }
    return forgotten;
  }
}
