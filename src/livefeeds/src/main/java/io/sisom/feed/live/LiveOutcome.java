package io.sisom.feed.live;

/** What became of a picture that came in. */
public sealed interface LiveOutcome {
  /** The broker has its frame; in a dry run it would be sent. */
  record Fed() implements LiveOutcome {}

  /** It was not asked for: too soon after the one before it, or like it. */
  record SampledAway() implements LiveOutcome {}

  /** A later one of its sensor came before its turn. */
  record Dropped() implements LiveOutcome {}

  /** It came before, on an earlier connection or twice on this one. */
  record Repeated() implements LiveOutcome {}

  /**
   * It cannot be fed.
   *
   * @param reason in words, for the user; may hold numbers
   */
  record Refused(String reason) implements LiveOutcome {}
}
