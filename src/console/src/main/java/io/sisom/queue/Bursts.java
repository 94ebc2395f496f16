package io.sisom.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Labeled frames by sensor and time. What one sensor sees within a burst, and the network takes for
 * one class, is one thing to a person: once it has a label that a version knows, the burst's other
 * frames teach little.
 */
final class Bursts {
  private final Duration length;
  private final Map<Group, NavigableMap<Instant, String>> labeled = new HashMap<>();

  /** Of entries whose answers have a majority among {@code labels}. */
  Bursts(Duration length, Collection<QueueEntry> entries, Set<String> labels) {
    this.length = length;
    for (QueueEntry entry : entries) {
      entry
          .majority()
          .filter(labels::contains)
          .ifPresent(
              label ->
                  labeled
                      .computeIfAbsent(Group.of(entry.candidate()), g -> new TreeMap<>())
                      .put(entry.candidate().seenAt(), label));
    }
  }

  /** Whether a labeled frame lies no further off than a burst's length. */
  boolean hold(Candidate candidate) {
    NavigableMap<Instant, String> times = labeled.get(Group.of(candidate));
    Instant at = candidate.seenAt();
    return times != null
        && !length.isZero()
        && !times.subMap(at.minus(length), true, at.plus(length), true).isEmpty();
  }
}
