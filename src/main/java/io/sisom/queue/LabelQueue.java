package io.sisom.queue;

import io.sisom.queue.Change.What;
import io.sisom.queue.Outcome.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The labeling queue: one ranking of the candidates of all windows, leases, answers. Commands say
 * what is to happen, changes what did; applying the last change of every frame to an empty queue
 * makes it as it was. For one thread; time is passed in and must not go back.
 */
public final class LabelQueue {
  private final QueueConfig config;
  private final Overlap overlap;
  private final QueueIndex index;
  private final Quota quota;

  /** An empty queue. */
  public LabelQueue(QueueConfig config) {
    this.config = config;
    this.overlap = Overlap.of(config);
    this.quota = new Quota(config);
    this.index = new QueueIndex(overlap, new Priority(config.halfLife(), config.staleBits()));
  }

  /** Takes over a state that a change of an earlier life brought about. */
  public void restore(String frameId, Optional<Entry> state) {
    index.put(frameId, state.orElse(null));
  }

  /** Carries out a command. */
  public Result handle(Command command, Instant now) {
    if (command instanceof Command.Offer offer) {
      return offer(offer.candidate(), now);
    } else if (command instanceof Command.Next next) {
      return next(next.annotator(), now);
    } else if (command instanceof Command.Take take) {
      return index.find(take.frameId()).map(e -> take(e, take.annotator(), now)).orElse(unknown());
    } else if (command instanceof Command.Renew renew) {
      return index
          .find(renew.frameId())
          .map(e -> take(e, renew.annotator(), now))
          .orElse(unknown());
    } else if (command instanceof Command.GiveBack back) {
      return index
          .find(back.frameId())
          .map(e -> giveBack(e, back.annotator(), now))
          .orElse(unknown());
    } else if (command instanceof Command.Answer answer) {
      return index.find(answer.frameId()).map(e -> answer(e, answer, now)).orElse(unknown());
    } else if (command instanceof Command.Decline decline) {
      return index.find(decline.frameId()).map(e -> decline(e, decline, now)).orElse(unknown());
    } else if (command instanceof Command.Undo undo) {
      return undo(undo, now);
    } else if (command instanceof Command.Lose lose) {
      return index.find(lose.frameId()).map(e -> lose(e, now)).orElse(unknown());
    }
    throw new IllegalArgumentException("no such command: " + command);
  }

  private static Result unknown() {
    return Result.refused(Why.UNKNOWN_FRAME, "the queue does not know this frame");
  }

  private Change apply(Change change) {
    index.put(change.frameId(), change.after().orElse(null));
    return change;
  }

  private Result offer(Candidate candidate, Instant now) {
    if (index.find(candidate.frameId()).isPresent()) {
      return Result.unchanged(new Outcome.Offered(false, 0));
    }
    Change offered = apply(Change.of(What.OFFERED, now, Entry.of(candidate)));
    if (index.ranking().size() <= config.max()) {
      return Result.changed(new Outcome.Offered(true, 0), offered);
    }
    String last = index.ranking().lastUntouched().orElse(candidate.frameId());
    Change dropped = apply(Change.gone(What.DROPPED, now, last));
    return last.equals(candidate.frameId())
        ? Result.unchanged(new Outcome.Offered(false, 1))
        : Result.changed(new Outcome.Offered(true, 1), offered, dropped);
  }

  private Result next(String annotator, Instant now) {
    Optional<Result> refused = refusedLease(annotator);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<String> found = index.ranking().next(annotator, quota);
    if (found.isEmpty()) {
      return Result.unchanged(new Outcome.NothingLeft());
    }
    Entry entry = index.entry(found.get());
    quota.handedOut(Group.of(entry.candidate()));
    return lease(entry, annotator, What.LEASED, now);
  }

  private Optional<Result> refusedLease(String annotator) {
    int held = index.leases().framesOf(annotator).size();
    if (held >= config.leases()) {
      return Optional.of(
          Result.refused(
              Why.TOO_MANY_LEASES,
              "%s holds %d leases, as many as queue.leases allows; answer, skip or return one"
                  .formatted(annotator, held)));
    }
    if (held == 0 && index.leases().annotators() >= config.annotators()) {
      return Optional.of(
          Result.refused(
              Why.TOO_MANY_ANNOTATORS,
              "as many people hold leases as queue.annotators allows: " + config.annotators()));
    }
    return Optional.empty();
  }

  private Result lease(Entry entry, String annotator, What what, Instant now) {
    Instant since = entry.leaseOf(annotator).map(Lease::since).orElse(now);
    Lease lease = new Lease(annotator, since, now.plus(config.lease()));
    Entry after = entry.leasedTo(lease);
    return Result.changed(
        new Outcome.Leased(after, lease), apply(Change.by(annotator, what, now, after)));
  }

  /**
   * A lease the annotator has is renewed; one that ran out is given anew where nobody else has it.
   */
  private Result take(Entry entry, String annotator, Instant now) {
    if (entry.leaseOf(annotator).isPresent()) {
      return lease(entry, annotator, What.RENEWED, now);
    }
    if (overlap.openSlots(entry) == 0 || entry.answerOf(annotator).isPresent()) {
      return taken(entry);
    }
    return refusedLease(annotator).orElseGet(() -> lease(entry, annotator, What.LEASED, now));
  }

  private static Result taken(Entry entry) {
    return Result.refused(
        Why.TAKEN,
        entry
            .ended()
            .map(ended -> "the frame is no longer in the queue: " + ended.how().word())
            .orElse("others have this frame, or it has an answer of yours"));
  }

  private Result giveBack(Entry entry, String annotator, Instant now) {
    if (entry.leaseOf(annotator).isEmpty()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    Entry after = entry.unleased(annotator);
    return Result.changed(
        new Outcome.Done(after, false), apply(Change.by(annotator, What.RETURNED, now, after)));
  }

  /** Whether the annotator may speak: has the frame, has spoken before, or nobody else is on it. */
  private boolean maySpeak(Entry entry, String annotator) {
    return entry.leaseOf(annotator).isPresent()
        || entry.answerOf(annotator).isPresent()
        || (entry.skipOf(annotator).isPresent() && overlap.room(entry) > 0)
        || overlap.openSlots(entry) > 0;
  }

  private Result answer(Entry entry, Command.Answer answer, Instant now) {
    Optional<GivenLabel> before = entry.answerOf(answer.annotator());
    if (before.map(GivenLabel::label).equals(Optional.of(answer.label()))) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    if (!maySpeak(entry, answer.annotator())) {
      return taken(entry);
    }
    GivenLabel given =
        new GivenLabel(answer.annotator(), answer.label(), now, index.history().nextSequence());
    Entry after = overlap.settled(entry.answered(given), now);
    Change change = apply(Change.by(answer.annotator(), What.ANSWERED, now, after));
    List<Change> changes = Stream.concat(Stream.of(change), forget(now).stream()).toList();
    return new Result(
        new Outcome.Done(after, false), changes, List.of(new PoolWrite.Put(after, given)));
  }

  private Result decline(Entry entry, Command.Decline decline, Instant now) {
    String annotator = decline.annotator();
    if (entry.skipOf(annotator).map(Skip::reason).equals(Optional.of(decline.reason()))) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    if (!maySpeak(entry, annotator)) {
      return taken(entry);
    }
    boolean answered = entry.answerOf(annotator).isPresent();
    Skip skip = new Skip(annotator, decline.reason(), now, index.history().nextSequence());
    Entry after = overlap.settled(entry.unsaid(annotator).skipped(skip), now);
    Change change = apply(Change.by(annotator, What.SKIPPED, now, after));
    List<Change> changes = Stream.concat(Stream.of(change), forget(now).stream()).toList();
    return new Result(
        new Outcome.Done(after, false), changes, withdrawn(answered, entry, annotator, now));
  }

  private static List<PoolWrite> withdrawn(
      boolean answered, Entry entry, String annotator, Instant now) {
    return answered ? List.of(new PoolWrite.Withdraw(entry.frameId(), annotator, now)) : List.of();
  }

  private Result undo(Command.Undo undo, Instant now) {
    String annotator = undo.annotator();
    Optional<Entry> found =
        undo.frameId().or(() -> index.history().lastFrameOf(annotator)).flatMap(index::find);
    if (found.isEmpty()) {
      return undo.frameId().isPresent()
          ? unknown()
          : Result.refused(Why.NOTHING_TO_UNDO, annotator + " has said nothing yet");
    }
    Entry entry = found.get();
    boolean answered = entry.answerOf(annotator).isPresent();
    if (!answered && entry.skipOf(annotator).isEmpty()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    Entry after = overlap.settled(entry.unsaid(annotator), now);
    if (overlap.openSlots(after) > 0 && refusedLease(annotator).isEmpty()) {
      after = after.leasedTo(new Lease(annotator, now, now.plus(config.lease())));
    }
    return new Result(
        new Outcome.Done(after, false),
        List.of(apply(Change.by(annotator, What.UNDONE, now, after))),
        withdrawn(answered, entry, annotator, now));
  }

  private Result lose(Entry entry, Instant now) {
    if (entry.ended().isPresent()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    Entry after = end(entry, Ending.LOST, now);
    return Result.changed(new Outcome.Done(after, false), apply(Change.of(What.LOST, now, after)));
  }

  private static Entry end(Entry entry, Ending how, Instant now) {
    return new Entry(
        entry.candidate(),
        List.of(),
        entry.answers(),
        entry.skips(),
        Optional.of(new Entry.Ended(how, now)));
  }

  /** Forgets what ended longest ago, beyond the number that is remembered. */
  private List<Change> forget(Instant now) {
    List<Change> forgotten = new ArrayList<>();
    while (index.ended() > config.remembered()) {
      String first = index.endedFirst().orElseThrow();
      forgotten.add(apply(Change.gone(What.FORGOTTEN, now, first)));
    }
    return forgotten;
  }

  /** Ends the leases that have run out. */
  public List<Change> expire(Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Leases.Held held : index.leases().due(now)) {
      Entry after = index.entry(held.frameId()).unleased(held.lease().annotator());
      changes.add(apply(Change.by(held.lease().annotator(), What.EXPIRED, now, after)));
    }
    return changes;
  }

  /**
   * Another version went live: frames that others scored lose weight, and of those, frames that
   * nobody has touched and whose burst has a label that the version knows leave the ranking.
   *
   * @param labels that have known frames in it
   */
  public List<Change> live(long version, Set<String> labels, Instant now) {
    if (version == index.live()) {
      return List.of();
    }
    index.live(version);
    Bursts bursts = new Bursts(config.burst(), index.entries(), labels);
    List<Change> changes = new ArrayList<>();
    for (Ranked ranked : List.copyOf(index.ranking().all())) {
      Entry entry = index.entry(ranked.frameId());
      if (entry.candidate().score().getReferenceVersion() != version
          && entry.touchedBy().isEmpty()
          && bursts.hold(entry.candidate())) {
        changes.add(apply(Change.of(What.KNOWN, now, end(entry, Ending.KNOWN, now))));
      }
    }
    changes.addAll(forget(now));
    return changes;
  }

  /** A frame's state. */
  public Optional<Entry> find(String frameId) {
    return index.find(frameId);
  }

  /** Waiting frames, the best first. */
  public List<Entry> ranked(int skip, int limit) {
    return index.ranking().all().stream()
        .skip(skip)
        .limit(limit)
        .map(ranked -> index.entry(ranked.frameId()))
        .toList();
  }

  /** The frames an annotator has, the oldest lease first. */
  public List<Entry> leasedTo(String annotator) {
    return index.leases().framesOf(annotator).stream()
        .map(index::entry)
        .sorted(
            java.util.Comparator.comparing(
                entry -> entry.leaseOf(annotator).map(Lease::since).orElse(Instant.MAX)))
        .toList();
  }

  /**
   * The other frames of a frame's burst that an annotator may answer: of the same sensor and
   * predicted class, seen no further off than {@code queue.burst.ms}; at most so many.
   */
  public List<Entry> burst(Entry entry, String annotator, int most) {
    return index.timeline().near(entry.candidate(), config.burst(), most).stream()
        .map(index::entry)
        .filter(other -> other.ended().isEmpty() && maySpeak(other, annotator))
        .toList();
  }

  /** The frame an annotator answered or skipped last. */
  public Optional<String> saidLast(String annotator) {
    return index.history().lastFrameOf(annotator);
  }

  /** Every frame the queue remembers, in no order; copied. */
  public Collection<Entry> entries() {
    return List.copyOf(index.entries());
  }

  /** Labels given and how often. */
  public Map<String, Integer> labels() {
    return new TreeMap<>(index.labels());
  }

  /** How far annotators agree. */
  public Agreement agreement() {
    return Agreement.of(index.shared());
  }

  /** How long a lease lasts. */
  public Duration lease() {
    return config.lease();
  }

  /** How it stands; work is counted since {@code since}. */
  public QueueFigures figures(Instant since) {
    return new QueueFigures(
        index.ranking().size(),
        index.leases().size(),
        index.leases().annotators(),
        index.endings(),
        index.live(),
        index.history().work(since));
  }
}
