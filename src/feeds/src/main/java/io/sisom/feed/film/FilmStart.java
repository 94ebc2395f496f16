package io.sisom.feed.film;

import io.sisom.feed.WrittenTime;
import io.sisom.recording.VideoFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When a film's first picture was captured. Films count from 0 and say it elsewhere: as the user
 * says, else as the container does, else as the file's name does, else when the file was last
 * changed.
 *
 * @param nanos since the epoch
 * @param from who says so
 */
public record FilmStart(long nanos, From from) {
  /** Who says it. */
  public enum From {
    /** The user. */
    CHOSEN("what --start says"),
    /** The film. */
    CONTAINER("when the film says that it was made"),
    /** Its name. */
    NAME("the time in its name"),
    /** The disk. */
    CHANGED(
        "when the file was last changed, since neither the film nor its name says a time (--start"
            + " gives another)");

    private final String words;

    From(String words) {
      this.words = words;
    }
  }

  /** Of a film. */
  static FilmStart of(Path film, VideoFacts facts, OptionalLong chosen) throws IOException {
    if (chosen.isPresent()) {
      return new FilmStart(chosen.getAsLong(), From.CHOSEN);
    }
    if (facts.created().isPresent()) {
      return new FilmStart(nanos(facts.created().get()), From.CONTAINER);
    }
    OptionalLong named = WrittenTime.inName(String.valueOf(film.getFileName()));
    return named.isPresent()
        ? new FilmStart(named.getAsLong(), From.NAME)
        : new FilmStart(Files.getLastModifiedTime(film).to(TimeUnit.NANOSECONDS), From.CHANGED);
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  /** Where it is from, in words: the same for all films of a kind. */
  String kind() {
    return "times count from " + from.words;
  }

  /** In words, for a user. */
  String words() {
    Instant time =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    return kind() + ": " + time;
  }
}
