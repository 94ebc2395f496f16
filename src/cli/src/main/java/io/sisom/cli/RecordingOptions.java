package io.sisom.cli;

import io.sisom.feed.recording.RecordingChoice;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.feed.recording.SensorNames;
import io.sisom.feed.recording.TimeBound;
import io.sisom.feed.recording.TimeMode;
import io.sisom.feed.recording.TopicGlobs;
import io.sisom.frame.FrameLimits;
import io.sisom.recording.picture.PictureChoices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is fed of recordings, and as what. */
final class RecordingOptions {
  @Option(
      names = "--topic",
      paramLabel = "GLOB",
      description = "Only these topics; * is any text, ? one character. May be given repeatedly.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--sensor",
      paramLabel = "PATTERN",
      description =
          "The sensors' ids; {robot} and {topic} are replaced; a film's topic is its file's name"
              + " without ending (default: {topic}, or {robot}/{topic}"
              + " with --robot).")
  private @Nullable String sensor;

  @Option(
      names = "--robot",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The robot that was recorded.")
  private String robot;

  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      defaultValue = "header",
      description =
          "Which stamp is taken: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Zero and"
              + " absurd stamps fall back to the next.")
  private RecordingClock clock;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Nothing captured before: ISO time, or seconds from the first picture.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Nothing captured from there on, likewise.")
  private @Nullable String until;

  @Option(
      names = "--every",
      paramLabel = "SPAN",
      defaultValue = "0ms",
      converter = SpanText.class,
      description = "A sensor's frames are at least so far apart, such as 500ms or 2s.")
  private long every;

  @Option(names = "--distinct", description = "Leave out what looks like the frame before it.")
  private boolean distinct;

  @Mixin private PictureOptions pictures;

  /** What is fed. */
  RecordingChoice choice(CommandSpec spec, TimeMode time, FrameLimits limits, FilmOptions films) {
    return new RecordingChoice(
        new TopicGlobs(topics),
        sensors(spec),
        clock,
        bound(spec, "--since", since),
        bound(spec, "--until", until),
        every,
        distinct,
        time,
        pictures(spec, limits) + films.key());
  }

  /** How pictures are read. */
  PictureChoices pictures(CommandSpec spec, FrameLimits limits) {
    return pictures.choices(spec, limits);
  }

  private SensorNames sensors(CommandSpec spec) {
    String named = robot.isEmpty() ? "" : TypedNames.sensor(spec, "--robot", robot);
    return PictureOptions.typed(
        spec,
        "--sensor",
        () -> sensor == null ? SensorNames.plain(named) : new SensorNames(sensor, named));
  }

  private static @Nullable TimeBound bound(CommandSpec spec, String option, @Nullable String text) {
    return text == null ? null : PictureOptions.typed(spec, option, () -> TimeBound.parse(text));
  }
}
