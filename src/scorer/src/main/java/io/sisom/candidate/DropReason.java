package io.sisom.candidate;

import java.util.Locale;

/** Why a frame became no candidate: the tag of {@code sisom.candidates.dropped}. */
enum DropReason {
  /** Its p-value is above the limit. */
  FAMILIAR,
  /** Its novelty is beyond the far-OOD limit. */
  FAR,
  /** Its score is not a number. */
  UNSCORED,
  /** The same frame came before. */
  REPEATED,
  /** Its time lies before 1970. */
  LATE,
  /** Its time lies behind the year 9999. */
  FUTURE,
  /** Enough better frames were there. */
  OUTRANKED,
  /** Too near to a better-ranked candidate. */
  NEAR,
  /** Chosen, but no longer on the topic of frames when its window was published. */
  GONE;

  /** The metric's tag. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
