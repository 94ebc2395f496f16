package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.live.Reviews;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.QueueConfig;
import io.sisom.queue.QueueEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What lies on the queue's topic.
 *
 * @param entries state of each frame, by its id
 * @param reviews of episodes, by their id
 * @param before the console that wrote last, other than this one; empty where none did
 */
record Stored(
    Map<String, QueueEntry> entries, Map<String, Review> reviews, Optional<Owner> before) {
  private static final int REVIEWS_KEPT = 10_000;

  /**
   * A queue of these entries.
   *
   * @param latest when the longest lease ends, whatever was written
   */
  LabelQueue queue(QueueConfig config, Instant latest) {
    LabelQueue queue = new LabelQueue(config);
    entries.forEach((id, entry) -> queue.restore(id, Optional.of(entry.leasedUntil(latest))));
    return queue;
  }

  /** The reviews, as many as are kept, those made longest ago first. */
  Reviews restoredReviews() {
    Reviews restored = new Reviews(REVIEWS_KEPT);
    reviews.values().stream().sorted(Comparator.comparing(Review::at)).forEach(restored::put);
    return restored;
  }
}
