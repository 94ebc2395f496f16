package io.sisom.queue;

import io.sisom.queue.Change.What;
import io.sisom.queue.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The labeling queue: one ranking of the candidates of all windows, leases, answers. Commands say
 * what is to happen, changes what did; applying the last change of every frame to an empty queue
 * makes it as it was. For one thread; time is passed in, and goes back only where {@link
 * #moveLeases} says so.
 */
public final class LabelQueue {
  private final QueueConfig config;
  private final QueueIndex index;
  private final LeaseRules leases;
  private final AnswerRules answers;

  /** An empty queue. */
  public LabelQueue(QueueConfig config) {
    this.config = config;
    Overlap overlap = Overlap.of(config);
    this.index = new QueueIndex(overlap, Priority.of(config));
    this.leases = new LeaseRules(config, overlap, index);
    this.answers = new AnswerRules(config, overlap, index, leases);
  }

  /** Takes over a state that a change of an earlier life brought about. */
  public void restore(String frameId, Optional<QueueEntry> state) {
    index.put(frameId, state.orElse(null));
  }

  /**
   * Takes over the live version alone; the frames that leave the ranking for it come as changes.
   */
  public void restoreLive(long version) {
    index.live(version);
  }

  /**
   * The clock was set: leases that run move along, so that each lasts as long as it would have.
   *
   * @param step how far the clock was set, negative where back
   * @param now after it
   */
  public List<Change> moveLeases(Duration step, Instant now) {
    return index.leases().frames().stream()
        .map(id -> index.apply(Change.of(What.RENEWED, now, index.entry(id).leasesMoved(step))))
        .toList();
  }

  /** Carries out a command. */
  public Result handle(Command command, Instant now) {
    return command.accept(new Handler(now));
  }

  /** Carries out each kind of command at a moment. */
  private final class Handler implements Command.Visitor<Result> {
    private final Instant now;

    Handler(Instant now) {
      this.now = now;
    }

    private Result known(String frameId, Function<QueueEntry, Result> then) {
      return index.find(frameId).map(then).orElseGet(LabelQueue::unknown);
    }

    @Override
    public Result offer(Command.Offer offer) {
      return leases.offer(offer.candidate(), now);
    }

    @Override
    public Result next(Command.Next next) {
      return leases.next(next.annotator(), now);
    }

    @Override
    public Result take(Command.Take take) {
      return known(take.frameId(), it -> leases.take(it, take.annotator(), now));
    }

    @Override
    public Result renew(Command.Renew renew) {
      return known(renew.frameId(), it -> leases.take(it, renew.annotator(), now));
    }

    @Override
    public Result giveBack(Command.GiveBack giveBack) {
      return known(giveBack.frameId(), it -> leases.giveBack(it, giveBack.annotator(), now));
    }

    @Override
    public Result answer(Command.Answer answer) {
      return known(answer.frameId(), it -> answers.answer(it, answer, now));
    }

    @Override
    public Result decline(Command.Decline decline) {
      return known(decline.frameId(), it -> answers.decline(it, decline, now));
    }

    @Override
    public Result undo(Command.Undo undo) {
      return answers.undo(undo, now);
    }

    @Override
    public Result pool(Command.Pool pool) {
      return known(pool.frameId(), it -> answers.pool(it, pool, now));
    }

    @Override
    public Result settle(Command.Settle settle) {
      return known(settle.frameId(), it -> LabelQueue.this.settle(it, settle.annotator(), now));
    }

    @Override
    public Result lose(Command.Lose lose) {
      return known(lose.frameId(), it -> LabelQueue.this.lose(it, now));
    }
  }

  static Result unknown() {
    return Result.refused(Reason.UNKNOWN_FRAME, "the queue does not know this frame");
  }

  private Result settle(QueueEntry entry, String annotator, Instant now) {
    if (entry.ended().isPresent()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    QueueEntry after = end(entry, Ending.KNOWN, now);
    return Result.changed(
        new Outcome.Done(after, false), index.apply(Change.by(annotator, What.KNOWN, now, after)));
  }

  private Result lose(QueueEntry entry, Instant now) {
    if (entry.ended().isPresent()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    QueueEntry after = end(entry, Ending.LOST, now);
    return Result.changed(
        new Outcome.Done(after, false), index.apply(Change.of(What.LOST, now, after)));
  }

  private static QueueEntry end(QueueEntry entry, Ending how, Instant now) {
    return new QueueEntry(
        entry.candidate(),
        List.of(),
        entry.answers(),
        entry.skips(),
        Optional.of(new QueueEntry.Ended(how, now)));
  }

  /** Ends the leases that have run out. */
  public List<Change> expire(Instant now) {
    return leases.expire(now);
  }

  /**
   * Another version went live: frames that others scored lose weight, and of those, frames that
   * nobody has touched or asked for, and whose burst has a label that the version knows leave the
   * ranking.
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
      QueueEntry entry = index.entry(ranked.frameId());
      if (entry.candidate().score().getReferenceVersion() != version
          && entry.touchedBy().isEmpty()
          && !entry.candidate().requested()
          && bursts.hold(entry.candidate())) {
        changes.add(index.apply(Change.of(What.KNOWN, now, end(entry, Ending.KNOWN, now))));
      }
    }
    changes.addAll(answers.forget(now));
    return changes;
  }

  /** A frame's state. */
  public Optional<QueueEntry> find(String frameId) {
    return index.find(frameId);
  }

  /** Waiting frames, the best first. */
  public List<QueueEntry> ranked(int skip, int limit) {
    return index.ranking().all().stream()
        .skip(skip)
        .limit(limit)
        .map(ranked -> index.entry(ranked.frameId()))
        .toList();
  }

  /** The frames an annotator has, the oldest lease first. */
  public List<QueueEntry> leasedTo(String annotator) {
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
  public List<QueueEntry> burst(QueueEntry entry, String annotator, int most) {
    return index.timeline().near(entry.candidate(), config.burst(), most).stream()
        .map(index::entry)
        .filter(other -> other.ended().isEmpty() && answers.mayAnswer(other, annotator))
        .toList();
  }

  /** The frame an annotator answered or skipped last. */
  public Optional<String> lastFrameOf(String annotator) {
    return index.history().lastFrameOf(annotator);
  }

  /** Every frame the queue remembers, in no order; copied. */
  public Collection<QueueEntry> entries() {
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
