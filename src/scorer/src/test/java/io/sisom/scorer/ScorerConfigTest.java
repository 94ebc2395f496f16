package io.sisom.scorer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.setting.SettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorerConfigTest {
  @Test
  void aCommitLaterThanTheEndOfItsTransactionIsRefused() {
    assertRefused(Map.of("scoring.commit.interval.ms", "10000"), "= 10000;");
    assertRefused(Map.of("kafka.transaction.timeout.ms", "90"), "= 90;");
    assertRefused(
        Map.of(
            "kafka.transaction.timeout.ms", "9000", "kafka.producer.transaction.timeout.ms", "5"),
        "= 5;");
  }

  @Test
  void whatGoesTogetherOrConcernsNoTransactionIsTaken() {
    assertTaken(Map.of());
    assertTaken(Map.of("scoring.commit.interval.ms", "9999"));
    assertTaken(Map.of("kafka.transaction.timeout.ms", "900"));
    assertTaken(
        Map.of("scoring.commit.interval.ms", "20000", "kafka.transaction.timeout.ms", "20001"));
    assertTaken(
        Map.of("scoring.commit.interval.ms", "20000", "scoring.guarantee", "at_least_once"));
  }

  private static void assertTaken(Map<String, String> settings) {
    assertThatCode(() -> ScorerConfig.of(settings)).doesNotThrowAnyException();
  }

  private static void assertRefused(Map<String, String> settings, String word) {
    assertThatThrownBy(() -> ScorerConfig.of(settings))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("scoring.commit.interval.ms")
        .hasMessageContaining(word);
  }
}
