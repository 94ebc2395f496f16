package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.al.JodaPart;
import io.sisom.evaluation.al.LearningSettings;
import io.sisom.evaluation.al.Plan;
import io.sisom.evaluation.al.SisomSettings;
import io.sisom.evaluation.al.StrategyName;
import io.sisom.evaluation.al.Tuning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an active-learning experiment does. Wrong values are {@link EvaluationException}s. */
final class AlPlanOptions {
  private enum Retrain {
    SCRATCH,
    CONTINUE
  }

  @Option(
      names = "--start",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Labeled frames everyone begins with, drawn from those that have a class (default:"
              + " ${DEFAULT-VALUE}).")
  private int start;

  @Option(
      names = "--query",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Labels asked for in each cycle (default: ${DEFAULT-VALUE}).")
  private int query;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "5",
      description = "Cycles of asking and learning (default: ${DEFAULT-VALUE}).")
  private int cycles;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "random,sisom",
      description = "Strategies to compare (default: ${DEFAULT-VALUE}).")
  private List<String> strategies = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Repetitions, counted up from learning.seed (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Strategies choose from N frames of the pool, drawn each cycle; without, from all.")
  private @Nullable Integer sample;

  @Option(
      names = "--warm",
      description =
          "Begin with what the bundle has learned; without, every seed begins with a network of its"
              + " own.")
  private boolean warm;

  @Option(
      names = "--retrain",
      paramLabel = "continue|scratch",
      defaultValue = "continue",
      description =
          "How later networks are made: continue, the one before is taught on with all labels, which"
              + " costs less; scratch, as the first one was (default: ${DEFAULT-VALUE}).")
  private Retrain retrain = Retrain.CONTINUE;

  @Option(
      names = "--later-epochs",
      paramLabel = "N",
      defaultValue = "8",
      description = "Epochs of a network that is taught on (default: ${DEFAULT-VALUE}).")
  private int laterEpochs;

  @Option(
      names = "--later-rate",
      paramLabel = "RATE",
      defaultValue = "0.05",
      description = "Its learning rate at the start (default: ${DEFAULT-VALUE}).")
  private double laterRate;

  @Option(
      names = "--far-cut",
      paramLabel = "auto|off|SCORE",
      defaultValue = "auto",
      description =
          "Score above which sisom and ratio take a frame for junk; auto finds it each cycle"
              + " (default: ${DEFAULT-VALUE}).")
  private String farCut = "auto";

  @Option(
      names = "--diversity",
      paramLabel = "auto|off|DISTANCE",
      defaultValue = "auto",
      description =
          "Distance below which they leave a frame out for a better one; auto takes the radius the"
              + " reference set was reduced with (default: ${DEFAULT-VALUE}).")
  private String diversity = "auto";

  @Option(
      names = "--joda",
      paramLabel = "PART",
      split = ",",
      defaultValue = "exposure,threshold,sisome,balance",
      description =
          "Parts of the strategy joda that are switched on, or off (default: ${DEFAULT-VALUE}).")
  private List<String> joda = List.of();

  Plan plan() {
    return new Plan(
        StrategyName.parse(strategies),
        seeds,
        start,
        query,
        cycles,
        sample == null ? Integer.MAX_VALUE : sample);
  }

  SisomSettings sisom(SisomConfig config) {
    return new SisomSettings(
        config.score(),
        config.fitting(),
        config.reference(),
        config.candidates(),
        Tuning.parse("--far-cut", farCut),
        Tuning.parse("--diversity", diversity),
        JodaPart.parse(joda));
  }

  LearningSettings learning(SisomConfig config) {
    if (laterEpochs < 1 || !(laterRate > 0)) {
      throw new EvaluationException("--later-epochs is 1 or more, --later-rate above 0");
    }
    return new LearningSettings(
        config.learning(),
        !warm,
        retrain == Retrain.CONTINUE,
        laterEpochs,
        laterRate,
        config.reference().calibrationFraction());
  }
}
