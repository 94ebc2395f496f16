package io.sisom.cli;

import io.sisom.feed.WrittenTime;
import io.sisom.feed.film.FilmChoices;
import io.sisom.feed.film.FilmFormat;
import io.sisom.feed.recording.OpenedFiles;
import io.sisom.frame.FrameLimits;
import io.sisom.recording.RecordingKind;
import io.sisom.recording.VideoFormat;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a user says of films. */
final class FilmOptions {
  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "When a film's first picture was captured: ISO time, or a number since 1970 (default: when"
              + " the film says that it was made, else the time in its name, else when the file was"
              + " last changed).")
  private @Nullable String start;

  @Option(
      names = "--rate",
      paramLabel = "FPS",
      description =
          "Pictures a second of a film that has no times, such as a plain H.264 stream (default: as"
              + " it declares, else 25).")
  private @Nullable Double rate;

  /**
   * Films as the user says.
   *
   * @param any whether every file that is no other recording is tried as one
   */
  FilmFormat format(CommandSpec spec, FrameLimits limits, boolean any) {
    OptionalDouble chosen = rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    try {
      return new FilmFormat(
          VideoFormat.installed(), new FilmChoices(start(spec), chosen, limits.maxPixels(), any));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--rate: " + e.getMessage(), e);
    }
  }

  private OptionalLong start(CommandSpec spec) {
    if (start == null) {
      return OptionalLong.empty();
    }
    OptionalLong time = WrittenTime.parse(start);
    if (time.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--start must be a time between 1990 and 2200, such as 2024-05-01T12:00:00Z");
    }
    return time;
  }

  /** Refuses one start for several films. */
  void check(CommandSpec spec, OpenedFiles files) {
    long films = files.files().stream().filter(it -> it.kind() == RecordingKind.VIDEO).count();
    if (start != null && films > 1) {
      throw new ParameterException(
          spec.commandLine(), "--start is that of one film, and there are " + films);
    }
  }

  /** What is chosen, in words that differ where something else is; empty where nothing is. */
  String key() {
    return start == null && rate == null ? "" : " films from " + start + " at " + rate;
  }
}
