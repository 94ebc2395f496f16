package io.sisom.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who has which frames, and which leases run out first. */
final class Leases {
  /** A lease and its frame. */
  record Held(String frameId, Lease lease) {}

  private final NavigableSet<Held> byEnd =
      new TreeSet<>(
          Comparator.comparing((Held held) -> held.lease().until())
              .thenComparing(Held::frameId)
              .thenComparing(held -> held.lease().annotator()));
  private final Map<String, Set<String>> frames = new HashMap<>();

  void add(String frameId, Lease lease) {
    byEnd.add(new Held(frameId, lease));
    frames.computeIfAbsent(lease.annotator(), a -> new TreeSet<>()).add(frameId);
  }

  void remove(String frameId, Lease lease) {
    byEnd.remove(new Held(frameId, lease));
    Set<String> held = frames.get(lease.annotator());
    if (held != null) {
      held.remove(frameId);
      if (held.isEmpty()) {
        frames.remove(lease.annotator());
      }
    }
  }

  /** Leases that have run out. */
  List<Held> due(Instant now) {
    List<Held> due = new ArrayList<>();
    for (Held held : byEnd) {
      if (held.lease().until().isAfter(now)) {
        break;
      }
      due.add(held);
    }
    return due;
  }

  /** Every frame that someone has; copied. */
  Set<String> frames() {
    return byEnd.stream().map(Held::frameId).collect(Collectors.toUnmodifiableSet());
  }

  Set<String> framesOf(String annotator) {
    return frames.getOrDefault(annotator, Set.of());
  }

  int annotators() {
    return frames.size();
  }

  int size() {
    return byEnd.size();
  }
}
