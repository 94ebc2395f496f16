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

/**
 * The labeling queue: one ranking of the candidates of all windows, leases, answers. Commands say
 * what is to happen, changes what did; applying the last change of every frame to an empty queue
 * makes it as it was. For one thread; time is passed in, and goes back only where {@link
 * #moveLeases} says so.
 */
public final class LabelQueue {
  private final QueueConfig config;
  private final QueueIndex index;
  private final Handing handing;
  private final Saying saying;

  /** An empty queue. */
  public LabelQueue(QueueConfig config) {
    this.config = config;
    Overlap overlap = Overlap.of(config);
    this.index = new QueueIndex(overlap, new Priority(config.halfLife(), config.staleBits()));
    this.handing = new Handing(config, overlap, index);
    this.saying = new Saying(config, overlap, index, handing);
  }

  /** Takes over a state that a change of an earlier life brought about. */
  public void restore(String frameId, Optional<Entry> state) {
    index.put(frameId, state.orElse(null));
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
    if (command instanceof Command.Offer offer) {
      return handing.offer(offer.candidate(), now);
    } else if (command instanceof Command.Next next) {
      return handing.next(next.annotator(), now);
    } else if (command instanceof Command.Take take) {
      return index
          .find(take.frameId())
          .map(e -> handing.take(e, take.annotator(), now))
          .orElse(unknown());
    } else if (command instanceof Command.Renew renew) {
      return index
          .find(renew.frameId())
          .map(e -> handing.take(e, renew.annotator(), now))
          .orElse(unknown());
    } else if (command instanceof Command.GiveBack back) {
      return index
          .find(back.frameId())
          .map(e -> handing.giveBack(e, back.annotator(), now))
          .orElse(unknown());
    } else if (command instanceof Command.Answer answer) {
      return index.find(answer.frameId()).map(e -> saying.answer(e, answer, now)).orElse(unknown());
    } else if (command instanceof Command.Decline decline) {
      return index
          .find(decline.frameId())
          .map(e -> saying.decline(e, decline, now))
          .orElse(unknown());
    } else if (command instanceof Command.Undo undo) {
      return saying.undo(undo, now);
    } else if (command instanceof Command.Settle settle) {
      return index
          .find(settle.frameId())
          .map(e -> settle(e, settle.annotator(), now))
          .orElse(unknown());
    } else if (command instanceof Command.Lose lose) {
      return index.find(lose.frameId()).map(e -> lose(e, now)).orElse(unknown());
    }
    throw new IllegalArgumentException("no such command: " + command);
  }

  static Result unknown() {
    return Result.refused(Why.UNKNOWN_FRAME, "the queue does not know this frame");
  }

  private Result settle(Entry entry, String annotator, Instant now) {
    if (entry.ended().isPresent()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    Entry after = end(entry, Ending.KNOWN, now);
    return Result.changed(
        new Outcome.Done(after, false), index.apply(Change.by(annotator, What.KNOWN, now, after)));
  }

  private Result lose(Entry entry, Instant now) {
    if (entry.ended().isPresent()) {
      return Result.unchanged(new Outcome.Done(entry, true));
    }
    Entry after = end(entry, Ending.LOST, now);
    return Result.changed(
        new Outcome.Done(after, false), index.apply(Change.of(What.LOST, now, after)));
  }

  private static Entry end(Entry entry, Ending how, Instant now) {
    return new Entry(
        entry.candidate(),
        List.of(),
        entry.answers(),
        entry.skips(),
        Optional.of(new Entry.Ended(how, now)));
  }

  /** Ends the leases that have run out. */
  public List<Change> expire(Instant now) {
    return handing.expire(now);
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
      Entry entry = index.entry(ranked.frameId());
      if (entry.candidate().score().getReferenceVersion() != version
          && entry.touchedBy().isEmpty()
          && !entry.candidate().requested()
          && bursts.hold(entry.candidate())) {
        changes.add(index.apply(Change.of(What.KNOWN, now, end(entry, Ending.KNOWN, now))));
      }
    }
    changes.addAll(saying.forget(now));
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
        .filter(other -> other.ended().isEmpty() && saying.maySpeak(other, annotator))
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
