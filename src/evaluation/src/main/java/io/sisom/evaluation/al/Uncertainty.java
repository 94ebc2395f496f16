package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import io.sisom.method.Logits;
import java.util.stream.IntStream;

/** How undecided the probabilities of the known classes are; higher is less decided. */
enum Uncertainty implements Worth {
  /** 1 less the difference of the two largest probabilities, 0 to 1 (Scheffer et al., IDA 2001). */
  MARGIN {
    @Override
    double of(double[] probabilities) {
      double first = 0;
      double second = 0;
      for (double p : probabilities) {
        if (p > first) {
          second = first;
          first = p;
        } else if (p > second) {
          second = p;
        }
      }
      return 1 - (first - second);
    }
  },
  /** Entropy of the probabilities (Shannon). */
  ENTROPY {
    @Override
    double of(double[] probabilities) {
      double sum = 0;
      for (double p : probabilities) {
        sum -= p > 0 ? p * Math.log(p) : 0;
      }
      return sum;
    }
  };

  abstract double of(double[] probabilities);

  @Override
  public Strategy.Needs needs() {
    return Strategy.Needs.CANDIDATES;
  }

  @Override
  public double[] of(StrategyInput input) {
    Activations seen = input.candidates().features();
    return IntStream.range(0, seen.frames())
        .mapToDouble(
            i -> of(Logits.of(seen.logits(), i * seen.classes(), seen.classes()).probabilities()))
        .toArray();
  }
}
