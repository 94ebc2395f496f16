package io.sisom.evaluation.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoissonIntervalTest {
  /** From the tables that Garwood's interval is printed in. */
  @Test
  void isThePrintedOne() {
    double[][] printed = {{0, 0, 3.6889}, {1, 0.0253, 5.5716}, {10, 4.7954, 18.3904}};
    for (double[] line : printed) {
      assertThat(PoissonInterval.low((int) line[0])).isCloseTo(line[1], within(1e-4));
      assertThat(PoissonInterval.high((int) line[0])).isCloseTo(line[2], within(1e-4));
    }
  }
}
