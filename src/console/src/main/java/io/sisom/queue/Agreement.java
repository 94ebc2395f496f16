package io.sisom.queue;

import java.util.Collection;
import java.util.List;

/**
 * How far annotators agree on the frames that several of them answered.
 *
 * @param frames frames with two answers or more
 * @param unanimous those on which all say the same
 * @param settled those on which not all do, but more than half
 * @param conflicts those without a majority, by frameId
 */
public record Agreement(int frames, int unanimous, int settled, List<String> conflicts) {
  /** Copies the list. */
  public Agreement {
    conflicts = List.copyOf(conflicts);
  }

  static Agreement of(Collection<QueueEntry> shared) {
    int unanimous = 0;
    int settled = 0;
    for (QueueEntry entry : shared) {
      boolean one = entry.answers().stream().map(GivenLabel::label).distinct().count() == 1;
      unanimous += one ? 1 : 0;
      settled += !one && entry.majority().isPresent() ? 1 : 0;
    }
    return new Agreement(
        shared.size(),
        unanimous,
        settled,
        shared.stream()
            .filter(entry -> entry.majority().isEmpty())
            .map(QueueEntry::frameId)
            .sorted()
            .toList());
  }

  /** Share of shared frames on which all say the same, 0 to 1; 1 where none is shared. */
  public double share() {
    return frames == 0 ? 1 : (double) unanimous / frames;
  }
}
