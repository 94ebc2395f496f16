package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.Change;
import io.sisom.schema.LabelCandidate;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction makes hold.
 *
 * @param changes of frames in the queue
 * @param reviews of episodes
 * @param forgotten episodes whose reviews are dropped
 * @param pool labels given and withdrawn
 * @param candidates that someone asked for
 * @param read how far label-candidates was read
 */
record Writes(
    List<Change> changes,
    List<Review> reviews,
    List<String> forgotten,
    List<LabelWrite> pool,
    List<LabelCandidate> candidates,
    Optional<ReadSoFar> read) {

  /** Whether there is anything to write. */
  boolean any() {
    return !changes.isEmpty()
        || !reviews.isEmpty()
        || !pool.isEmpty()
        || !candidates.isEmpty()
        || read.isPresent();
  }
}
