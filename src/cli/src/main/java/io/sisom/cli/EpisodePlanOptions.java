package io.sisom.cli;

import io.sisom.alert.AlertConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.episode.EpisodeSettings;
import io.sisom.evaluation.episode.PlanDraw;
import io.sisom.evaluation.episode.SpliceKind;
import io.sisom.evaluation.episode.SplicePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a stream is divided, and what is spliced into it. */
final class EpisodePlanOptions {
  @Option(
      names = "--ask",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "0.01,0.05,0.1",
      description = "Rates of false alarms asked for, as alert.alpha (default: ${DEFAULT-VALUE}).")
  private List<Double> rates = List.of();

  @Option(
      names = "--parts",
      paramLabel = "N",
      defaultValue = "6",
      description = "Parts of equal time that the stream is cut into (default: ${DEFAULT-VALUE}).")
  private int parts;

  @Option(
      names = "--calibration-parts",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Of these before the judged one for p-values; those before them are what is normal"
              + " (default: ${DEFAULT-VALUE}).")
  private int calibrationParts;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "1: the last part is judged. More: others in turn, with the parts before each, from the"
              + " end again where the stream begins. Without it, all.")
  private @Nullable Integer rounds;

  @Option(
      names = "--margin-ms",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Milliseconds left out between frames of different use (default: ${DEFAULT-VALUE}).")
  private long marginMillis;

  @Option(
      names = "--block-ms",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Milliseconds of a block of calibration frames (default: ${DEFAULT-VALUE}).")
  private long blockMillis;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "What is spliced in: object, place, fog, dark, blur. Without it, all that there are"
              + " pictures for.")
  private List<String> kinds = List.of();

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "10",
      description = "Copies of the stream with novelties (default: ${DEFAULT-VALUE}).")
  private int copies;

  @Option(
      names = "--splice-ms",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Milliseconds of a novelty (default: ${DEFAULT-VALUE}).")
  private long spliceMillis;

  @Option(
      names = "--between-ms",
      paramLabel = "N",
      defaultValue = "3000",
      description =
          "Milliseconds between two of them, at least; more than alert.quiet.ms (default:"
              + " ${DEFAULT-VALUE}).")
  private long betweenMillis;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the plan (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Take the novelties from this file instead of drawing them.")
  private @Nullable Path plan;

  @Option(
      names = "--write-plan",
      paramLabel = "FILE",
      description = "Write the novelties, with their masks, to be taken again.")
  private @Nullable Path writePlan;

  /** How the stream is divided. */
  EpisodeSettings settings() {
    return new EpisodeSettings(
        parts, calibrationParts, rounds == null ? parts : rounds, marginMillis, blockMillis, rates);
  }

  /** A plan from a file, if one was given. */
  Optional<SplicePlan> given() {
    return plan == null ? Optional.empty() : Optional.of(SplicePlan.read(plan));
  }

  /** Where the plan goes. */
  Optional<Path> written() {
    return Optional.ofNullable(writePlan);
  }

  /** With what the plan is drawn. */
  long seed() {
    return seed;
  }

  /** What is drawn. */
  PlanDraw draw(AlertConfig alerts, int objects, int places) {
    if (betweenMillis <= alerts.quiet().toMillis()) {
      throw new EvaluationException(
          "--between-ms %d is not more than alert.quiet.ms = %d, so that one novelty's episode runs into the next"
              .formatted(betweenMillis, alerts.quiet().toMillis()));
    }
    List<SpliceKind> chosen = new ArrayList<>();
    if (kinds.isEmpty()) {
      for (SpliceKind kind : SpliceKind.values()) {
        boolean pictures =
            switch (kind) {
              case OBJECT -> objects > 0;
              case PLACE -> places > 0;
              case FOG, DARK, BLUR -> true;
            };
        if (pictures) {
          chosen.add(kind);
        }
      }
    } else {
      kinds.forEach(kind -> chosen.add(SpliceKind.of(kind)));
    }
    return new PlanDraw(chosen, copies, spliceMillis, betweenMillis, objects, places);
  }
}
