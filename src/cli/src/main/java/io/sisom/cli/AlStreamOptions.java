package io.sisom.cli;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.al.StreamPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How frames pass by in an experiment on a stream. */
final class AlStreamOptions {
  @Option(
      names = "--stream",
      description =
          "Frames pass by as sensors see them, and once more as a pool, to compare: a cycle is an"
              + " hour, --query its labels.")
  private boolean stream;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      description = "With --stream: sensors whose frames come in turn (default: 4).")
  private @Nullable Integer sensors;

  @Option(
      names = "--scene",
      paramLabel = "N",
      description =
          "With --stream: bursts that a sensor sees of one class before it moves on (default: 10).")
  private @Nullable Integer scene;

  @Option(
      names = "--burst",
      paramLabel = "N",
      description = "With --stream: near-duplicates that every frame comes as (default: 5).")
  private @Nullable Integer burst;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description =
          "With --stream: windows of an hour, of each of which its part of the labels is asked for"
              + " (default: 4).")
  private @Nullable Integer windows;

  @Option(
      names = "--label-delay",
      paramLabel = "N",
      description = "With --stream: windows until a label comes (default: an hour's).")
  private @Nullable Integer labelDelay;

  @Option(
      names = "--swap-delay",
      paramLabel = "N",
      description =
          "With --stream: windows until a network that has learned goes live (default: 1).")
  private @Nullable Integer swapDelay;

  /**
   * The stream; empty where none was asked for.
   *
   * @throws EvaluationException where an option is out of bounds, or there is no stream
   */
  Optional<StreamPlan> plan() {
    if (!stream) {
      if (sensors != null
          || scene != null
          || burst != null
          || windows != null
          || labelDelay != null
          || swapDelay != null) {
        throw new EvaluationException(
            "--sensors, --scene, --burst, --windows, --label-delay and --swap-delay need --stream");
      }
      return Optional.empty();
    }
    int ofAnHour = or(windows, 4);
    return Optional.of(
        new StreamPlan(
            or(sensors, 4),
            or(scene, 10),
            or(burst, 5),
            ofAnHour,
            or(labelDelay, ofAnHour),
            or(swapDelay, 1)));
  }

  private static int or(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
