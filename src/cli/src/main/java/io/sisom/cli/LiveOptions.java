package io.sisom.cli;

import io.sisom.feed.live.LiveChoice;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.feed.recording.SensorNames;
import io.sisom.frame.FrameLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What all live feeds share. */
final class LiveOptions {
  @Option(
      names = "--sensor",
      paramLabel = "PATTERN",
      description =
          "The sensors' ids; {robot} and {topic} are replaced (default: {topic}, or"
              + " {robot}/{topic} with --robot).")
  private @Nullable String sensor;

  @Option(
      names = "--robot",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The robot that sends.")
  private String robot;

  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      defaultValue = "header",
      description =
          "Which stamp is the event time: header, in the message; publish, when it was sent; log,"
              + " when it arrived (default: ${DEFAULT-VALUE}). Zero and absurd stamps fall back to"
              + " the next.")
  private RecordingClock clock;

  @Option(
      names = "--every",
      paramLabel = "SPAN",
      defaultValue = "0ms",
      converter = SpanText.class,
      description = "A sensor's frames are at least so far apart, such as 500ms or 2s.")
  private long every;

  @Option(names = "--distinct", description = "Leave out what looks like the frame before it.")
  private boolean distinct;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      converter = SpanText.class,
      description = "End after so long, such as 30s or 10m (default: on Ctrl-C).")
  private @Nullable Long span;

  @Option(names = "--dry-run", description = "Read and convert all, send nothing; needs no Kafka.")
  private boolean dryRun;

  @Mixin private PictureOptions pictures;

  boolean dryRun() {
    return dryRun;
  }

  /** Nanoseconds after which it ends; the largest number where it does not. */
  long spanNanos() {
    return span == null ? Long.MAX_VALUE : span;
  }

  long everyNanos() {
    return every;
  }

  PictureOptions pictures() {
    return pictures;
  }

  /**
   * What is fed.
   *
   * @param everyNanos how far apart a sensor's frames are at least
   */
  LiveChoice choice(CommandSpec spec, FrameLimits limits, long everyNanos) {
    return new LiveChoice(robot(spec), clock, everyNanos, distinct, limits.maxBytes());
  }

  String robot(CommandSpec spec) {
    return robot.isEmpty() ? "" : TypedNames.sensor(spec, "--robot", robot);
  }

  /** The pattern that was given; null: none. */
  @Nullable String sensorPattern() {
    return sensor;
  }

  /** How the sensors of topics are called. */
  SensorNames sensors(CommandSpec spec) {
    String named = robot(spec);
    return PictureOptions.typed(
        spec,
        "--sensor",
        () -> sensor == null ? SensorNames.plain(named) : new SensorNames(sensor, named));
  }
}
