package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.fitting.Progress;
import io.sisom.reference.ReferenceSet;
import io.sisom.setting.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedSeparabilityTest {
  private static final Map<String, String> SETTINGS =
      Map.of("score.profile", "lean", "reference.reduce", "false");
  private static final List<String> SHARED = List.of("bird", "cat");

  @Test
  void aClassMoreChangesNothingAmongTheOldOnes() {
    ReferenceSet two = reference(Pool.of(30, 30, 0));
    ReferenceSet three = reference(Pool.of(30, 30, 30));

    assertThat(three.ratioAverage()).isNotEqualTo(two.ratioAverage());
    assertThat(SharedSeparability.of(three, SHARED))
        .isEqualTo(SharedSeparability.of(two, SHARED))
        .isPositive();
  }

  @Test
  void oneSharedClassSaysNothing() {
    assertThat(SharedSeparability.of(reference(Pool.of(30, 30, 0)), List.of("cat", "kite")))
        .isNaN();
  }

  private static ReferenceSet reference(Pool pool) {
    BuildOutcome outcome =
        new ReferenceBuilder(ReferenceConfig.from(Settings.of(SETTINGS)), Pool.LAYOUT, Pool.HEAD)
            .build(pool.features(), Progress.UNWATCHED);
    return ((BuildOutcome.Built) outcome).reference();
  }
}
