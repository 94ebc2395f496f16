package io.sisom.queue;

import java.util.Locale;
import java.util.stream.Stream;

/** How a frame's time in the queue ended. */
public enum Ending {
  /** It has the answers it needs. */
  LABELED,
  /** Annotators skipped it for a reason of its own, or too many were unsure. */
  SET_ASIDE,
  /** A version went live that knows what its burst shows, or a person called it a false alarm. */
  KNOWN,
  /** Its picture is no longer on the topic. */
  LOST;

  /** As written: {@code labeled}, {@code set-aside}, {@code known}, {@code lost}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The ending of that word.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Ending of(String word) {
    return Stream.of(values())
        .filter(ending -> ending.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no ending is called " + word));
  }
}
