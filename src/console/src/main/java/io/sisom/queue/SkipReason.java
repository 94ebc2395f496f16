package io.sisom.queue;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a frame gets no label. */
public enum SkipReason {
  /** This annotator cannot tell; another may. */
  UNSURE(false),
  /** Nothing to see: a faulty sensor, a covered lens. */
  JUNK(true),
  /** Shows what a labeled frame shows already. */
  DUPLICATE(true);

  private final boolean ofTheFrame;

  SkipReason(boolean ofTheFrame) {
    this.ofTheFrame = ofTheFrame;
  }

  /** Whether it says something of the frame, so that nobody else need look. */
  boolean ofTheFrame() {
    return ofTheFrame;
  }

  /** As written: {@code unsure}, {@code junk}, {@code duplicate}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason of that word. */
  public static Optional<SkipReason> of(String word) {
    return Stream.of(values()).filter(reason -> reason.word().equals(word)).findFirst();
  }
}
