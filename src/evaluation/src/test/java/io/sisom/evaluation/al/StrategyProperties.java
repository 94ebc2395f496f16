package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Activations;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StrategyProperties {
  @Property(tries = 60)
  void everyStrategyChoosesAsManyDistinctFramesAsAskedFor(
      @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(min = 1, max = 12) int query) {
    StrategyInput input = Seen.drawn(seed, 30, 12);
    for (Strategy strategy : Seen.strategies()) {
      Choice choice = strategy.choose(input, query, new Random(seed));
      assertThat(choice.checked(query, 12).rows()).hasSize(query);
    }
  }

  @Property(tries = 30)
  void theSameChanceGivesTheSameChoice(@ForAll @IntRange(max = 1000) int seed) {
    StrategyInput input = Seen.drawn(seed, 30, 12);
    for (Strategy strategy : Seen.strategies()) {
      assertThat(strategy.choose(input, 5, new Random(seed)).rows())
          .isEqualTo(strategy.choose(input, 5, new Random(seed)).rows());
    }
  }

  @Property(tries = 60)
  void marginTakesTheSmallestDifferences(@ForAll @IntRange(max = 1000) int seed) {
    Activations seen = Seen.drawn(seed, 30, 12).candidates().features();
    double[] margins =
        IntStream.range(0, 12)
            .mapToDouble(i -> -Uncertainty.MARGIN.of(Seen.probabilities(seen, i)))
            .toArray();

    int[] rows =
        new TopStrategy(Uncertainty.MARGIN)
            .choose(Seen.drawn(seed, 30, 12), 4, new Random(0))
            .rows();

    double worst = IntStream.of(rows).mapToDouble(row -> margins[row]).max().orElseThrow();
    assertThat(
            IntStream.range(0, 12)
                .filter(i -> IntStream.of(rows).noneMatch(row -> row == i))
                .mapToDouble(i -> margins[i]))
        .allMatch(other -> other >= worst);
  }
}
