package io.sisom.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every entry, and what is found quickly because it is kept beside them. */
final class QueueIndex {
  private final Overlap overlap;
  private final Priority priority;
  private final Map<String, QueueEntry> entries = new HashMap<>();
  private final QueueRanking ranking = new QueueRanking();
  private final Leases leases = new Leases();
  private final History history = new History();
  private final Timeline timeline = new Timeline();
  private final NavigableSet<Finished> finished = new TreeSet<>();
  private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
  private final Map<String, QueueEntry> shared = new LinkedHashMap<>();
  private final Map<String, Integer> labels = new TreeMap<>();
  private long live;

  /** An entry that ended. */
  private record Finished(Instant at, String frameId) implements Comparable<Finished> {
    private static final Comparator<Finished> ORDER =
        Comparator.comparing(Finished::at).thenComparing(Finished::frameId);

    @Override
    public int compareTo(Finished other) {
      return ORDER.compare(this, other);
    }
  }

  QueueIndex(Overlap overlap, Priority priority) {
    this.overlap = overlap;
    this.priority = priority;
  }

  /** Sets a frame's state; null: forgets it. */
  void put(String frameId, @Nullable QueueEntry after) {
    QueueEntry before = after == null ? entries.remove(frameId) : entries.put(frameId, after);
    if (before != null) {
      timeline.remove(before.candidate());
      withdraw(before);
    }
    if (after != null) {
      timeline.add(after.candidate());
      enter(after);
    }
  }

  /** Makes a change; the same change. */
  Change apply(Change change) {
    put(change.frameId(), change.after().orElse(null));
    return change;
  }

  private void withdraw(QueueEntry entry) {
    String frameId = entry.frameId();
    entry.leases().forEach(lease -> leases.remove(frameId, lease));
    entry.answers().forEach(given -> history.remove(given.annotator(), given.sequence()));
    entry.skips().forEach(skip -> history.remove(skip.annotator(), skip.sequence()));
    entry.answers().forEach(given -> labels.computeIfPresent(given.label(), QueueIndex::oneLess));
    entry
        .ended()
        .ifPresent(
            ended -> {
              finished.remove(new Finished(ended.at(), frameId));
              endings.computeIfPresent(ended.how(), QueueIndex::oneLess);
            });
    shared.remove(frameId);
    ranking.remove(frameId);
  }

  @SuppressWarnings("NullAway") // null tells the map to take the key out
  private static Integer oneLess(Object key, int count) {
    return count == 1 ? null : count - 1;
  }

  private void enter(QueueEntry entry) {
    String frameId = entry.frameId();
    entry.leases().forEach(lease -> leases.add(frameId, lease));
    for (GivenLabel given : entry.answers()) {
      history.add(given.annotator(), given.sequence(), new History.Said(frameId, given.at(), true));
      labels.merge(given.label(), 1, Integer::sum);
    }
    for (Skip skip : entry.skips()) {
      history.add(skip.annotator(), skip.sequence(), new History.Said(frameId, skip.at(), false));
    }
    entry
        .ended()
        .ifPresent(
            ended -> {
              finished.add(new Finished(ended.at(), frameId));
              endings.merge(ended.how(), 1, Integer::sum);
            });
    if (entry.answers().size() > 1) {
      shared.put(frameId, entry);
    }
    rank(entry);
  }

  private void rank(QueueEntry entry) {
    if (overlap.openSlots(entry) > 0) {
      ranking.put(
          priority.of(entry.candidate(), live), Group.of(entry.candidate()), entry.touchedBy());
    }
  }

  /** Ranks every waiting frame anew, for another live version. */
  void live(long version) {
    if (version != live) {
      live = version;
      ranking.all().stream().map(Ranked::frameId).toList().forEach(id -> rank(entry(id)));
    }
  }

  long live() {
    return live;
  }

  Optional<QueueEntry> find(String frameId) {
    return Optional.ofNullable(entries.get(frameId));
  }

  /** The entry of a frame that an index names. */
  QueueEntry entry(String frameId) {
    return find(frameId)
        .orElseThrow(() -> new IllegalStateException("the queue's index names " + frameId));
  }

  Collection<QueueEntry> entries() {
    return entries.values();
  }

  QueueRanking ranking() {
    return ranking;
  }

  Timeline timeline() {
    return timeline;
  }

  Leases leases() {
    return leases;
  }

  History history() {
    return history;
  }

  Collection<QueueEntry> shared() {
    return shared.values();
  }

  Map<Ending, Integer> endings() {
    return endings;
  }

  Map<String, Integer> labels() {
    return labels;
  }

  int ended() {
    return finished.size();
  }

  /** The frame that ended first. */
  Optional<String> endedFirst() {
    return finished.isEmpty() ? Optional.empty() : Optional.of(finished.first().frameId());
  }
}
