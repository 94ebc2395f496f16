package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Strategies by the names people give them. */
public enum StrategyName {
  /** Each candidate as likely as any other. */
  RANDOM {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new RandomStrategy();
    }
  },
  /** The stream's choice, by its score. */
  SISOM {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new SisomStrategy(settings, SisomStrategy.Rank.SISOME);
    }
  },
  /** The same with nothing left out. */
  SISOM_TOPK {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new SisomStrategy(settings.topK(), SisomStrategy.Rank.SISOME);
    }
  },
  /** The stream's choice, but ranked by the ratio alone. */
  RATIO {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new SisomStrategy(settings, SisomStrategy.Rank.RATIO);
    }
  },
  /** The same with nothing left out: the paper's SISOM. */
  RATIO_TOPK {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new SisomStrategy(settings.topK(), SisomStrategy.Rank.RATIO);
    }
  },
  /** Smallest difference of the two largest probabilities. */
  MARGIN {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new UncertaintyStrategy(UncertaintyStrategy.Measure.MARGIN);
    }
  },
  /** Largest entropy of the probabilities. */
  ENTROPY {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new UncertaintyStrategy(UncertaintyStrategy.Measure.ENTROPY);
    }
  },
  /** k-centre greedy. */
  CORESET {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new CoreSetStrategy();
    }
  },
  /** k-means++ on gradient embeddings. */
  BADGE {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new BadgeStrategy();
    }
  },
  /** Least covered neuron states. */
  NAC {
    @Override
    Strategy strategy(SisomSettings settings) {
      return new NacStrategy();
    }
  };

  abstract Strategy strategy(SisomSettings settings);

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
