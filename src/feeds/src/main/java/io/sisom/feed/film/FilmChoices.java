package io.sisom.feed.film;

import io.sisom.recording.Position;
import io.sisom.recording.VideoChoices;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a user says of films.
 *
 * @param startNanos when a film's first picture was captured, nanoseconds since the epoch; empty:
 *     see {@link FilmStart}
 * @param rate pictures a second of a film that has no times; empty: as it declares
 * @param maxPixels largest picture, width times height
 * @param any whether every file that is no other recording is tried as a film; otherwise those that
 *     begin as one
 */
public record FilmChoices(
    OptionalLong startNanos, OptionalDouble rate, int maxPixels, boolean any) {
  /** The user says nothing. */
  public static final FilmChoices NONE =
      new FilmChoices(
          OptionalLong.empty(), OptionalDouble.empty(), VideoChoices.DEFAULT_MAX_PIXELS, false);

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException where it is not above 0 and at most 100,000
   */
  public FilmChoices {
    rate.ifPresent(VideoChoices.ALL::rate);
  }

  /** What is wanted of a film after a position. */
  VideoChoices after(Position position) {
    VideoChoices all = VideoChoices.ALL.maxPixels(maxPixels);
    VideoChoices rated = rate.isPresent() ? all.rate(rate.getAsDouble()) : all;
    return position.equals(Position.START) ? rated : rated.after(position.block());
  }
}
