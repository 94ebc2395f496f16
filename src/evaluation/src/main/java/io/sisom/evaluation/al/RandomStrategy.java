package io.sisom.evaluation.al;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws, each candidate as likely as any other. */
record RandomStrategy() implements Strategy {
  @Override
  public Needs needs() {
    return Needs.NOTHING;
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    return Choice.of(draw(input.candidates().size(), query, random));
  }

  private static int[] draw(int candidates, int query, RandomGenerator random) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, candidates).boxed().toList());
    Collections.shuffle(rows, new Random(random.nextLong()));
    return rows.stream().limit(query).mapToInt(row -> row).toArray();
  }
}
