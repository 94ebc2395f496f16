package io.sisom.candidate;

import static io.sisom.candidate.EnhancedDistance.near;
import static io.sisom.candidate.Pooled.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.FrameScore;
import io.sisom.schema.PooledFrame;
import org.junit.jupiter.api.Test;

class EnhancedDistanceTest {
  private final PooledFrame origin = frame("a", 0, 1, 0, 0);
  private final PooledFrame fiveAway = frame("b", 0, 1, 3, 4);

  @Test
  void isNearOnlyStrictlyWithinTheLimit() {
    assertThat(near(origin, fiveAway, 5)).isFalse();
    assertThat(near(origin, fiveAway, Math.nextUp(5.0))).isTrue();
    assertThat(near(origin, origin, 0)).isFalse();
    assertThat(near(origin, origin, 1e-9)).isTrue();
  }

  @Test
  void isNeverNearAcrossModelsSizesOrWithoutNumbers() {
    FrameScore other =
        FrameScore.newBuilder(Pooled.scored("c", 0, 0.01, 1, 1)).setModelVersion("m2").build();
    assertThat(near(origin, Pooled.of(other, 0, 0), 100)).isFalse();
    assertThat(near(origin, frame("d", 0, 1, 0, 0, 0), 100)).isFalse();
    assertThat(near(origin, frame("e", 0, 1, Float.NaN, 0), 100)).isFalse();
  }
}
