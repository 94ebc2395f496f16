package io.sisom.queue;

import io.sisom.queue.Change.What;
import io.sisom.queue.Outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Frames come in, go to annotators, and come back. */
final class LeaseRules {
  private final QueueConfig config;
  private final Overlap overlap;
  private final QueueIndex index;
  private final Quota quota;

  LeaseRules(QueueConfig config, Overlap overlap, QueueIndex index) {
    this.config = config;
    this.overlap = overlap;
    this.index = index;
    this.quota = new Quota(config);
  }

  Result offer(Candidate candidate, Instant now) {
    Optional<QueueEntry> known = index.find(candidate.frameId());
    if (known.isPresent()) {
      return known.get().ended().isEmpty() && candidate.requested()
          ? request(known.get(), now)
          : Result.unchanged(new Outcome.Offered(false, 0));
    }
    Change offered = index.apply(Change.of(What.OFFERED, now, QueueEntry.of(candidate)));
    if (index.ranking().size() <= config.max()) {
      return Result.changed(new Outcome.Offered(true, 0), offered);
    }
    String last = index.ranking().lastUntouched().orElse(candidate.frameId());
    Change dropped = index.apply(Change.gone(What.DROPPED, now, last));
    return last.equals(candidate.frameId())
        ? Result.unchanged(new Outcome.Offered(false, 1))
        : Result.changed(new Outcome.Offered(true, 1), offered, dropped);
  }

  private Result request(QueueEntry entry, Instant now) {
    if (entry.candidate().requested()) {
      return Result.unchanged(new Outcome.Offered(false, 0));
    }
    return Result.changed(
        new Outcome.Offered(true, 0),
        index.apply(Change.of(What.REQUESTED, now, entry.requested())));
  }

  Result next(String annotator, Instant now) {
    Optional<Result> refused = refusedLease(annotator);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<String> found = index.ranking().next(annotator, quota);
    if (found.isEmpty()) {
      return Result.unchanged(new Outcome.NothingLeft());
    }
    QueueEntry entry = index.entry(found.get());
    quota.handedOut(Group.of(entry.candidate()));
    return lease(entry, annotator, What.LEASED, now);
  }

  /** Why the annotator gets no further lease, where that is so. */
  Optional<Result> refusedLease(String annotator) {
    int held = index.leases().framesOf(annotator).size();
    if (held >= config.leases()) {
      return Optional.of(
          Result.refused(
              Reason.TOO_MANY_LEASES,
              "%s holds %d leases, as many as queue.leases allows; answer, skip or return one"
                  .formatted(annotator, held)));
    }
    if (held == 0 && index.leases().annotators() >= config.annotators()) {
      return Optional.of(
          Result.refused(
              Reason.TOO_MANY_ANNOTATORS,
              "as many people hold leases as queue.annotators allows: " + config.annotators()));
    }
    return Optional.empty();
  }

  private Result lease(QueueEntry entry, String annotator, What what, Instant now) {
    Instant since = entry.leaseOf(annotator).map(Lease::since).orElse(now);
    Lease lease = new Lease(annotator, since, now.plus(config.lease()));
    QueueEntry after = entry.leasedTo(lease);
    return Result.changed(
        new Outcome.Leased(after, lease), index.apply(Change.by(annotator, what, now, after)));
  }

  /**
   * A lease the annotator has is renewed; one that ran out is given anew where nobody else has it.
   */
  Result take(QueueEntry entry, String annotator, Instant now) {
    if (entry.leaseOf(annotator).isPresent()) {
      return lease(entry, annotator, What.RENEWED, now);
    }
    if (overlap.openSlots(entry) == 0 || entry.answerOf(annotator).isPresent()) {
      return taken(entry);
    }
    return refusedLease(annotator).orElseGet(() -> lease(entry, annotator, What.LEASED, now));
  }

  static Result taken(QueueEntry entry) {
    return Result.refused(
        Reason.TAKEN,
        entry
            .ended()
            .map(ended -> "the frame is no longer in the queue: " + ended.how().word())
            .orElse("others have this frame, or it has an answer of yours"));
  }

  Result giveBack(QueueEntry entry, String annotator, Instant now) {
    if (entry.leaseOf(annotator).isEmpty()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    QueueEntry after = entry.unleased(annotator);
    return Result.changed(
        new Outcome.Done(after, false),
        index.apply(Change.by(annotator, What.RETURNED, now, after)));
  }

  /** Ends the leases that have run out. */
  List<Change> expire(Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Leases.Held held : index.leases().due(now)) {
      QueueEntry after = index.entry(held.frameId()).unleased(held.lease().annotator());
      changes.add(index.apply(Change.by(held.lease().annotator(), What.EXPIRED, now, after)));
    }
    return changes;
  }
}
