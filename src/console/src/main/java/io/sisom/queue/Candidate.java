package io.sisom.queue;

import io.sisom.schema.FrameScore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame worth a label, without its picture.
 *
 * @param score what the scorer found; its p-value is in (0, 1]
 * @param innerLabel the predicted class
 * @param outerLabel label of the nearest known frame of any other class, where there is one
 * @param windowStart of the window it was ranked in
 * @param rank in that window, from 1
 * @param considered frames its window chose from
 * @param place of its record, picture included
 * @param requested whether someone asked for a label of this very frame
 */
public record Candidate(
    FrameScore score,
    String innerLabel,
    @Nullable String outerLabel,
    Instant windowStart,
    int rank,
    int considered,
    Place place,
    boolean requested) {

  /** Refuses scores that cannot be ranked. */
  public Candidate {
    if (!(score.getPValue() > 0 && score.getPValue() <= 1) || Double.isNaN(score.getSisome())) {
      throw new IllegalArgumentException(
          "candidate %s cannot be ranked: p-value %s, SISOMe %s"
              .formatted(score.getFrameId(), score.getPValue(), score.getSisome()));
    }
  }

  /** Unique over the whole fleet. */
  public String frameId() {
    return score.getFrameId();
  }

  /** The same, asked for by someone. */
  Candidate asked() {
    return new Candidate(score, innerLabel, outerLabel, windowStart, rank, considered, place, true);
  }

  /** From when on it ages: a recording is as new as its scoring. */
  Instant agesFrom() {
    return score.getRecorded() ? score.getScoredAt() : seenAt();
  }

  /** When the sensor saw it, never later than it was scored: a fast clock wins no rank. */
  public Instant seenAt() {
    return score.getCapturedAt().isAfter(score.getScoredAt())
        ? score.getScoredAt()
        : score.getCapturedAt();
  }
}
