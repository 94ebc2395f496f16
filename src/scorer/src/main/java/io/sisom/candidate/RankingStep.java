package io.sisom.candidate;

import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PartitionProgress;
import io.sisom.schema.PooledFrame;

/** What the ranking of a partition says. */
public sealed interface RankingStep {
  /** Goes on to the ranking of the fleet. */
  sealed interface ToFleet extends RankingStep {}

  /** One of the partition's best frames of a window of the fleet, best first. */
  record Passed(PooledFrame frame) implements ToFleet {}

  /** How far the partition has come; all that it passes on of earlier windows went before. */
  record Moved(PartitionProgress progress) implements ToFleet {}

  /** A candidate of a single sensor's window. */
  record Chosen(LabelCandidate candidate) implements RankingStep {}
}
