package io.sisom.queue;

import io.sisom.wire.LabelKind;
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
  DUPLICATE(true),
  /** Shows none of the classes, and nothing that is to be one. */
  FOREIGN(true);

  private final boolean ofTheFrame;

  SkipReason(boolean ofTheFrame) {
    this.ofTheFrame = ofTheFrame;
  }

  /** Whether it says something of the frame, so that nobody else need look. */
  boolean ofTheFrame() {
    return ofTheFrame;
  }

  /** As which kind of answer it goes into the labeled pool; empty where it is none. */
  public Optional<LabelKind> kind() {
    return switch (this) {
      case JUNK -> Optional.of(LabelKind.FAULT);
      case FOREIGN -> Optional.of(LabelKind.FOREIGN);
      case UNSURE, DUPLICATE -> Optional.empty();
    };
  }

  /** The reason that goes into the labeled pool as {@code kind}; empty for a class. */
  public static Optional<SkipReason> of(LabelKind kind) {
    return Stream.of(values()).filter(it -> it.kind().equals(Optional.of(kind))).findFirst();
  }

  /** As written: {@code unsure}, {@code junk}, {@code duplicate}, {@code foreign}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason of that word. */
  public static Optional<SkipReason> of(String word) {
    return Stream.of(values()).filter(reason -> reason.word().equals(word)).findFirst();
  }
}
