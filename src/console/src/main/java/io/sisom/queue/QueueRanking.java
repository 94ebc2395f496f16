package io.sisom.queue;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The frames that someone may still take. A change costs the logarithm of their number; the next
 * one costs a step for each group beyond its quota, and for each set of people who are at work on
 * frames that are not finished.
 */
final class QueueRanking {
  private final NavigableSet<Ranked> all = new TreeSet<>();
  private final Map<String, Spot> spots = new HashMap<>();
  private final Map<Group, NavigableSet<Ranked>> fresh = new HashMap<>();
  private final NavigableSet<Ranked> heads = new TreeSet<>();
  private final Map<Set<String>, NavigableSet<Ranked>> begun = new HashMap<>();

  private record Spot(Ranked ranked, Group group, Set<String> touchedBy) {}

  /** Puts a frame in, in place of what stood for it. */
  void put(Ranked ranked, Group group, Set<String> touchedBy) {
    remove(ranked.frameId());
    spots.put(ranked.frameId(), new Spot(ranked, group, touchedBy));
    all.add(ranked);
    if (touchedBy.isEmpty()) {
      NavigableSet<Ranked> members = fresh.computeIfAbsent(group, g -> new TreeSet<>());
      Ranked before = first(members);
      members.add(ranked);
      moveHead(before, members.first());
    } else {
      begun.computeIfAbsent(touchedBy, t -> new TreeSet<>()).add(ranked);
    }
  }

  void remove(String frameId) {
    Spot spot = spots.remove(frameId);
    if (spot == null) {
      return;
    }
    all.remove(spot.ranked());
    if (spot.touchedBy().isEmpty()) {
      NavigableSet<Ranked> members =
          fresh.getOrDefault(spot.group(), Collections.emptyNavigableSet());
      Ranked before = first(members);
      members.remove(spot.ranked());
      moveHead(before, first(members));
      if (members.isEmpty()) {
        fresh.remove(spot.group());
      }
    } else {
      NavigableSet<Ranked> members =
          begun.getOrDefault(spot.touchedBy(), Collections.emptyNavigableSet());
      members.remove(spot.ranked());
      if (members.isEmpty()) {
        begun.remove(spot.touchedBy());
      }
    }
  }

  private static @Nullable Ranked first(NavigableSet<Ranked> members) {
    return members.isEmpty() ? null : members.first();
  }

  private void moveHead(@Nullable Ranked from, @Nullable Ranked to) {
    if (from != null) {
      heads.remove(from);
    }
    if (to != null) {
      heads.add(to);
    }
  }

  /**
   * The frame to hand to {@code annotator}: the best of those that others have begun, so that they
   * are finished; else the best that {@code quota} allows; else the best.
   */
  Optional<String> next(String annotator, Quota quota) {
    Optional<Ranked> toFinish =
        begun.entrySet().stream()
            .filter(group -> !group.getKey().contains(annotator))
            .map(group -> group.getValue().first())
            .min(Ranked::compareTo);
    if (toFinish.isPresent()) {
      return toFinish.map(Ranked::frameId);
    }
    for (Ranked head : heads) {
      Spot spot = spots.get(head.frameId());
      if (spot != null && quota.allows(spot.group())) {
        return Optional.of(head.frameId());
      }
    }
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.first().frameId());
  }

  /** The frame least worth a label, of those that nobody is at work on. */
  Optional<String> lastUntouched() {
    for (Ranked ranked : all.descendingSet()) {
      Spot spot = spots.get(ranked.frameId());
      if (spot != null && spot.touchedBy().isEmpty()) {
        return Optional.of(ranked.frameId());
      }
    }
    return Optional.empty();
  }

  /** Every frame, the best first; a view. */
  NavigableSet<Ranked> all() {
    return Collections.unmodifiableNavigableSet(all);
  }

  int size() {
    return all.size();
  }
}
