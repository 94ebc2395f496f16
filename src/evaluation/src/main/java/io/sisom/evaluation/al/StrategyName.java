package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateRank;
import io.sisom.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Strategies by the names people give them. */
public enum StrategyName {
  /** Each candidate as likely as any other. */
  RANDOM(settings -> new RandomStrategy()),
  /** What the stream does: its limits, ranked as {@code candidate.rank} says. */
  STREAM(settings -> new SisomStrategy(settings, settings.candidates().rank())),
  /** The stream's choice, ranked by its score. */
  SISOM(settings -> new SisomStrategy(settings, CandidateRank.SISOME)),
  /** The same with nothing left out. */
  SISOM_TOPK(settings -> new SisomStrategy(settings.topK(), CandidateRank.SISOME)),
  /** The stream's choice, ranked by the ratio alone. */
  RATIO(settings -> new SisomStrategy(settings, CandidateRank.RATIO)),
  /** The same with nothing left out: the paper's SISOM. */
  RATIO_TOPK(settings -> new SisomStrategy(settings.topK(), CandidateRank.RATIO)),
  /** Of the best by ratio, one of each cluster. */
  RATIO_DIVERSE(settings -> new DiverseStrategy(ratio(settings))),
  /** Drawn by the rank that the ratio gives. */
  RATIO_SAMPLED(settings -> new SampledStrategy(ratio(settings))),
  /** Smallest difference of the two largest probabilities. */
  MARGIN(settings -> new TopStrategy(Uncertainty.MARGIN)),
  /** Of the best by margin, one of each cluster. */
  MARGIN_DIVERSE(settings -> new DiverseStrategy(Uncertainty.MARGIN)),
  /** Drawn by the rank that the margin gives. */
  MARGIN_SAMPLED(settings -> new SampledStrategy(Uncertainty.MARGIN)),
  /** Largest entropy of the probabilities. */
  ENTROPY(settings -> new TopStrategy(Uncertainty.ENTROPY)),
  /** k-center greedy. */
  CORESET(settings -> new CoreSetStrategy()),
  /** k-center greedy on what a graph network makes of the last tap. */
  COREGCN(settings -> new CoreGcnStrategy()),
  /** Largest loss, as a small network predicts it. */
  LEARNING_LOSS(settings -> new TopStrategy(new LossWorth())),
  /** k-means++ on gradient embeddings. */
  BADGE(settings -> new BadgeStrategy()),
  /** Least covered neuron states. */
  NAC(settings -> new TopStrategy(new NacWorth())),
  /** Margin times the square of the probability that the frame has a class. */
  NONE_MARGIN(settings -> open(Uncertainty.MARGIN, 2, ForeignLesson.NONE, false)),
  /** The ratio times that. */
  NONE_RATIO(settings -> open(ratio(settings), 2, ForeignLesson.NONE, false)),
  /** Margin times that, with an output for every kind that foreign answers cluster into. */
  NONE_KINDS(settings -> open(Uncertainty.MARGIN, 2, ForeignLesson.KINDS, false)),
  /** Margin times that probability, as many of each predicted class. */
  NONE_BALANCED(settings -> open(Uncertainty.MARGIN, 1, ForeignLesson.NONE, true)),
  /** Joda, as far as it is switched on. */
  JODA(JodaStrategy::new);

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Function<SisomSettings, Strategy> made;

  StrategyName(Function<SisomSettings, Strategy> made) {
    this.made = made;
  }

  private static Worth ratio(SisomSettings settings) {
    return new SisomWorth(settings, CandidateRank.RATIO);
  }

  private static Strategy open(Worth worth, double power, ForeignLesson lesson, boolean balanced) {
    return new TopStrategy(new PureWorth(worth, power), lesson, balanced);
  }

  Strategy strategy(SisomSettings settings) {
    return made.apply(settings);
  }

  /** As it is written. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(StrategyName::key).toList();
  }

  /**
   * From names.
   *
   * @throws EvaluationException where one is none, with those there are
   */
  public static List<StrategyName> parse(List<String> names) {
    return names.stream().distinct().map(StrategyName::parse).toList();
  }

  private static StrategyName parse(String name) {
    return Arrays.stream(values())
        .filter(strategy -> strategy.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    name + " is no strategy; there are " + String.join(", ", keys())));
  }
}
