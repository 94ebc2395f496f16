package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.reference.Arithmetic;
import org.junit.jupiter.api.Test;

class PrecisionWatchTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PrecisionWatch watch =
      new PrecisionWatch(new Arithmetic("float32", "cpu"), new ScoringMetrics(registry));

  @Test
  void showsAReferenceOfAnotherPrecisionForAsLongAsItIsServed() {
    watch.compare(new Arithmetic("tf32", "gpu"));
    assertThat(differs()).isEqualTo(1);

    watch.compare(new Arithmetic("float32", "gpu"));
    assertThat(differs()).isZero();
  }

  @Test
  void isStillWhereAnEarlierTrainerDidNotSay() {
    watch.compare(Arithmetic.UNKNOWN);
    assertThat(differs()).isZero();
  }

  private double differs() {
    return registry.get("sisom.reference.precision.differs").gauge().value();
  }
}
