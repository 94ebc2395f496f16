package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.evaluation.EvaluationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContaminationTest {
  @Test
  void theShareIsOfTheResultingPool() {
    Contamination mnist = Contamination.parse("mnist=a.bin@30%");

    assertThat(Contamination.counts(700, List.of(mnist))).containsExactly(300);
    assertThat(Contamination.counts(600, List.of(mnist, Contamination.parse("x=b.bin@10%"))))
        .containsExactly(300, 100);
  }

  @Test
  void theShareStandsBehindASelection() {
    Contamination selected = Contamination.parse("c=a.bin@splits.json#x.y@12.5%");

    assertThat(selected.argument()).isEqualTo("c=a.bin@splits.json#x.y");
    assertThat(selected.share()).isEqualTo(0.125);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist=a.bin", "mnist=a.bin@0-99", "mnist=a.bin@0%", "a.bin@100%", ""})
  void withoutAShareItIsRefused(String text) {
    assertThatThrownBy(() -> Contamination.parse(text))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("expected NAME=FILE@30%");
  }

  @Test
  void sharesThatLeaveNothingAreRefused() {
    List<Contamination> all =
        List.of(Contamination.parse("a=a.bin@60%"), Contamination.parse("b=b.bin@40%"));

    assertThatThrownBy(() -> Contamination.counts(100, all))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("100 %");
  }

  @Test
  void aSetThatIsTooSmallSaysWhichPoolItSufficesFor() {
    assertThatThrownBy(() -> Contamination.requireEnough("mnist", 300, 150, 700))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("mnist has 150 frames")
        .hasMessageContaining("--pool-limit 350");
  }
}
