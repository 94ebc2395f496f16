package io.sisom.wire;

import io.sisom.schema.LabeledFrame;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an answer of the labeled pool says of its frame: that it shows a class, or none at all. */
public enum LabelKind {
  /** The label names what the frame shows. */
  CLASS,
  /** It shows none of the classes, and nothing that is to be one. */
  FOREIGN,
  /** It shows a faulty sensor, a covered lens. */
  FAULT;

  /** As written: {@code class}, {@code foreign}, {@code fault}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether frames of this kind show none of the classes. */
  public boolean none() {
    return this != CLASS;
  }

  /** The kind of that word; empty where a later version wrote a kind that this one lacks. */
  public static Optional<LabelKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** The kind of an answer, as {@link #of(String)}. */
  public static Optional<LabelKind> of(LabeledFrame labeled) {
    return of(labeled.getKind());
  }
}
