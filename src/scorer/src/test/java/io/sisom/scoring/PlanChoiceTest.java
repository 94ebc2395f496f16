package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanChoiceTest {
  @Test
  void takesTheFirstThatIsNearlyAsFastAsTheBest() {
    assertThat(best(32, 700.0, 64, 980.0, 128, 1000.0)).isEqualTo(64);
    assertThat(best(32, 700.0, 64, 900.0, 128, 1000.0)).isEqualTo(128);
    assertThat(best(32, 1000.0, 64, 900.0, 128, 0.0)).isEqualTo(32);
  }

  private static int best(int a, double ofA, int b, double ofB, int c, double ofC) {
    Map<Integer, Double> rates = new LinkedHashMap<>();
    rates.put(a, ofA);
    rates.put(b, ofB);
    rates.put(c, ofC);
    return PlanChoice.best(rates);
  }
}
