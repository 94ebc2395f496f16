package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import io.sisom.method.Logits;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The frames whose predicted probabilities are least decided; the first on a tie. */
record UncertaintyStrategy(Measure measure) implements Strategy {
  /** What undecided means; higher is less decided. */
  enum Measure {
    /** Small difference between the two largest probabilities (Scheffer et al., IDA 2001). */
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
        return second - first;
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
  }

  @Override
  public Looks looks() {
    return Looks.AT_CANDIDATES;
  }

  @Override
  public Choice choose(Sight sight, int query, RandomGenerator random) {
    Activations seen = sight.candidates().features();
    double[] undecided =
        IntStream.range(0, seen.frames())
            .mapToDouble(
                i ->
                    measure.of(
                        Logits.of(seen.logits(), i * seen.classes(), seen.classes())
                            .probabilities()))
            .toArray();
    return Choice.of(highest(undecided, query));
  }

  /** Rows of the highest values, highest first. */
  static int[] highest(double[] values, int count) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> values[i]).reversed())
        .limit(count)
        .mapToInt(i -> i)
        .toArray();
  }
}
