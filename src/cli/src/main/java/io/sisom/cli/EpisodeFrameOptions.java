package io.sisom.cli;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetArguments;
import io.sisom.evaluation.Stamps;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation by episodes works with. */
final class EpisodeFrameOptions {
  private static final int PICTURES = 200;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "Model bundle: model.json and model.pt, from a source you trust.")
  private Path model = Path.of("");

  @Option(
      names = "--stream",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "One sensor's frames in order of time, all of them normal.")
  private List<String> stream = List.of();

  @Option(
      names = "--stamps",
      paramLabel = "FILE",
      description =
          "JSON objects, one line a frame of the stream, that say when it was captured; a topic's"
              + " frames say it themselves.")
  private @Nullable Path stamps;

  @Option(
      names = "--stamp-field",
      paramLabel = "NAME",
      defaultValue = "timestamp_ms",
      description = "Field with the milliseconds (default: ${DEFAULT-VALUE}).")
  private String stampField = "";

  @Option(
      names = "--hertz",
      paramLabel = "N",
      description = "Frames a second, where nothing else says when they were captured.")
  private @Nullable Double hertz;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Labeled frames that every method is fitted on. Without them it is a part of the stream,"
              + " under what the network takes its frames for.")
  private List<String> known = List.of();

  @Option(
      names = "--known-limit",
      paramLabel = "N",
      description = "At most so many known frames, evenly spread.")
  private @Nullable Long knownLimit;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Normal frames of other sensors: p-values by them beside those by its own.")
  private List<String> fleet = List.of();

  @Option(
      names = "--objects",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pictures that objects are pasted from, at most 200, evenly spread.")
  private List<String> objects = List.of();

  @Option(
      names = "--places",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pictures of other places, at most 200, evenly spread.")
  private List<String> places = List.of();

  /** Sets as they were asked for, none read yet. */
  record Sets(
      Path model,
      FrameSet stream,
      Stamps stamps,
      Optional<FrameSet> known,
      Optional<FrameSet> fleet,
      Optional<FrameSet> objects,
      Optional<FrameSet> places) {}

  /**
   * The sets.
   *
   * @throws EvaluationException where an option names none
   */
  Sets sets() {
    if (knownLimit != null && knownLimit < 1) {
      throw new EvaluationException("--known-limit is 1 or more");
    }
    return new Sets(
        model,
        SetArguments.single("stream", Role.ID, stream, FrameSet.WHOLE),
        stamps(),
        set("known", Role.KNOWN, known, knownLimit == null ? FrameSet.WHOLE : knownLimit),
        set("fleet", Role.CALIBRATION, fleet, FrameSet.WHOLE),
        set("objects", Role.NEAR, objects, PICTURES),
        set("places", Role.FAR, places, PICTURES));
  }

  private static Optional<FrameSet> set(
      String name, Role role, List<String> locations, long limit) {
    return locations.isEmpty()
        ? Optional.empty()
        : Optional.of(SetArguments.single(name, role, locations, limit));
  }

  private Stamps stamps() {
    if (stamps != null && hertz != null) {
      throw new EvaluationException("--stamps and --hertz both say when frames were captured");
    }
    if (stamps != null) {
      return Stamps.listed(stamps, stampField);
    }
    return hertz == null ? Stamps.captured() : Stamps.every(hertz);
  }
}
