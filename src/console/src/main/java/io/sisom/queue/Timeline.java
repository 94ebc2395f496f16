package io.sisom.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Frames of each sensor and predicted class by time: a burst is what lies close together there. */
final class Timeline {
  private final Map<Group, NavigableSet<Seen>> groups = new HashMap<>();

  /** A frame in time. */
  private record Seen(Instant at, String frameId) implements Comparable<Seen> {
    private static final Comparator<Seen> ORDER =
        Comparator.comparing(Seen::at).thenComparing(Seen::frameId);

    @Override
    public int compareTo(Seen other) {
      return ORDER.compare(this, other);
    }
  }

  void add(Candidate candidate) {
    groups
        .computeIfAbsent(Group.of(candidate), group -> new TreeSet<>())
        .add(new Seen(candidate.seenAt(), candidate.frameId()));
  }

  void remove(Candidate candidate) {
    Group group = Group.of(candidate);
    NavigableSet<Seen> frames = groups.getOrDefault(group, Collections.emptyNavigableSet());
    frames.remove(new Seen(candidate.seenAt(), candidate.frameId()));
    if (frames.isEmpty()) {
      groups.remove(group);
    }
  }

  /** The other frames no further off than {@code reach}, the earliest first, at most so many. */
  List<String> near(Candidate candidate, Duration reach, int most) {
    return groups
        .getOrDefault(Group.of(candidate), Collections.emptyNavigableSet())
        .tailSet(new Seen(candidate.seenAt().minus(reach), ""), true)
        .stream()
        .takeWhile(seen -> !seen.at().isAfter(candidate.seenAt().plus(reach)))
        .map(Seen::frameId)
        .filter(frameId -> !frameId.equals(candidate.frameId()))
        .limit(most)
        .toList();
  }
}
