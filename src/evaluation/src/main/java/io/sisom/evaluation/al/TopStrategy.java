package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import io.sisom.method.Logits;
import io.sisom.method.TapLayout;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The frames whose labels are worth most; the first on a tie.
 *
 * @param worth of a label
 * @param lesson what the network learns from answers of no class
 * @param balanced whether as many are taken of each predicted class as there are
 */
record TopStrategy(Worth worth, ForeignLesson lesson, boolean balanced) implements Strategy {
  /** Of a pool that is thought to be of known classes alone. */
  TopStrategy(Worth worth) {
    this(worth, ForeignLesson.NOTHING, false);
  }

  @Override
  public Needs needs() {
    return worth.needs();
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return worth.gradientTaps(layout);
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    double[] values = worth.of(input);
    if (!balanced) {
      return Choice.of(Rows.highest(values, query));
    }
    int[] all = Rows.highest(values, values.length);
    int[] dealt = Rows.dealt(all, predicted(input.candidates().features()));
    return Choice.of(IntStream.of(dealt).limit(query).toArray());
  }

  /** Pseudo-class of each frame. */
  static int[] predicted(Activations seen) {
    return IntStream.range(0, seen.frames())
        .map(i -> Logits.of(seen.logits(), i * seen.classes(), seen.classes()).pseudoClass())
        .toArray();
  }
}
