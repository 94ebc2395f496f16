package io.sisom.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * How many people look at a frame: {@code people}, and one more where their answers have no
 * majority.
 *
 * @param people answers a frame needs, at least 1
 * @param unsure skips after which it is set aside, at least 1
 */
record Overlap(int people, int unsure) {
  static Overlap of(QueueConfig config) {
    return new Overlap(config.overlap(), config.skips());
  }

  /** People who may still take the frame. */
  int openSlots(QueueEntry entry) {
    return entry.ended().isPresent() ? 0 : room(entry);
  }

  /** The same whether it has ended or not: who skipped it may think better of it. */
  int room(QueueEntry entry) {
    return Math.max(0, needed(entry) - entry.answers().size() - entry.leases().size());
  }

  private int needed(QueueEntry entry) {
    int given = entry.answers().size();
    return given < people || entry.majority().isPresent() ? people : people + 1;
  }

  /** The entry with its end, or without one, as its answers and skips now say. */
  QueueEntry settled(QueueEntry entry, Instant at) {
    Optional<Ending> how = ending(entry);
    Optional<Ending> before = entry.ended().map(QueueEntry.Ended::how);
    return how.equals(before)
        ? entry
        : entry.ended(how.map(ending -> new QueueEntry.Ended(ending, at)));
  }

  private Optional<Ending> ending(QueueEntry entry) {
    boolean answered = !entry.answers().isEmpty();
    if (entry.answers().size() >= needed(entry)) {
      return Optional.of(Ending.LABELED);
    }
    if (entry.skips().size() >= unsure) {
      return Optional.of(answered ? Ending.LABELED : Ending.SET_ASIDE);
    }
    boolean unfit = entry.skips().stream().anyMatch(skip -> skip.reason().ofTheFrame());
    return unfit && !answered ? Optional.of(Ending.SET_ASIDE) : Optional.empty();
  }
}
