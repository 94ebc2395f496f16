package io.sisom.live;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person says of an episode. */
public enum EpisodeVerdict {
  /** Nothing, or no more. */
  OPEN,
  /** Somebody knows of it. */
  ACKNOWLEDGED,
  /** What it shows is known: it should not have been raised. */
  FALSE_ALARM,
  /** What it shows is no class, nor one to be, and not worth an alert. */
  MUTED;

  /** As written: {@code open}, {@code acknowledged}, {@code false-alarm}, {@code muted}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The verdict of that word. */
  public static Optional<EpisodeVerdict> of(String word) {
    return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
