package io.sisom.cli;

import io.sisom.bench.FleetMeasure;
import io.sisom.bench.FleetOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code sisom bench fleet} simulates. */
final class BenchFleetOptions {
  @Option(
      names = "--measure",
      paramLabel = "WHAT,...",
      split = ",",
      defaultValue = "rates,memory,pauses",
      description = "What fleet measures (default: ${DEFAULT-VALUE}).")
  private List<FleetMeasure> measures = List.of();

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "480",
      description = "Simulated sensors of fleet (default: ${DEFAULT-VALUE}).")
  private int sensors;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1",
      description = "Frames a second of each simulated sensor (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--batch-ms",
      paramLabel = "MS",
      defaultValue = "320",
      description =
          "Milliseconds that fleet's stand-in for a network sleeps over a batch (default:"
              + " ${DEFAULT-VALUE}).")
  private int batchMillis;

  @Option(
      names = "--batch-frames",
      paramLabel = "N",
      defaultValue = "8",
      description = "Frames of a batch at most, in fleet (default: ${DEFAULT-VALUE}).")
  private int batchFrames;

  @Option(
      names = "--scorers",
      paramLabel = "N,N,...",
      split = ",",
      defaultValue = "1,2,4,8",
      description = "How many scorers share fleet's work, in turns (default: ${DEFAULT-VALUE}).")
  private List<Integer> scorers = List.of();

  @Option(
      names = "--memory-sensors",
      paramLabel = "N,N,...",
      split = ",",
      defaultValue = "10,1000,100000",
      description =
          "Numbers of sensors that fleet measures a scorer's memory with (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Integer> memorySensors = List.of();

  @Option(
      names = "--broker",
      paramLabel = "HOST:PORT",
      defaultValue = "",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "A broker that fleet makes topics of its own on, which it deletes in the end; without it"
              + " one in this process.")
  private String broker = "";

  /** What was asked for. */
  FleetOptions options(CommandSpec spec) {
    boolean positive =
        Stream.concat(scorers.stream(), memorySensors.stream()).allMatch(count -> count > 0);
    if (!positive || sensors < 1 || rate <= 0 || batchMillis < 0 || batchFrames < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--sensors, --rate, --batch-frames, --scorers and --memory-sensors must be above 0, and"
              + " --batch-ms not below");
    }
    return new FleetOptions(
        measures.stream().distinct().toList(),
        sensors,
        rate,
        Duration.ofMillis(batchMillis),
        batchFrames,
        scorers,
        memorySensors,
        broker);
  }
}
