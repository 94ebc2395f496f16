package io.sisom.scoring;

/**
 * A record that could not be scored.
 *
 * @param kind one word for counting
 * @param reason a sentence for people
 */
public record RejectedFrame(String kind, String reason) implements FrameOutcome {
  /** The kind of a frame for which the network gave no finite numbers. */
  static final String NOT_SCORABLE = "not-scorable";
}
