package io.sisom.candidate;

import static io.sisom.candidate.Pooled.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SieveRuleTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void leavesFamiliarFramesOut() {
    SieveRule rule = new SieveRule(Settings.defaults(CandidateConfig.class));
    assertThat(rule.refuses(scored("a", 0, 0.2, 1, 1))).isEmpty();
    assertThat(rule.refuses(scored("a", 0, 0.21, 1, 1))).contains(DropReason.FAMILIAR);
  }

  @Test
  void letsInfiniteNoveltyPassWhereNoLimitIsSet() {
    SieveRule rule = new SieveRule(Settings.defaults(CandidateConfig.class));
    assertThat(rule.refuses(scored("a", 0, 0.01, INFINITE, INFINITE))).isEmpty();
  }

  @Test
  void leavesOutWhatLiesBeyondEitherFarLimit() {
    SieveRule bySisome = new SieveRule(config(Map.of("candidate.far.sisome", "6")));
    assertThat(bySisome.refuses(scored("a", 0, 0.01, INFINITE, 6))).isEmpty();
    assertThat(bySisome.refuses(scored("a", 0, 0.01, 1, 6.1))).contains(DropReason.FAR);
    assertThat(bySisome.refuses(scored("a", 0, 0.01, 1, INFINITE))).contains(DropReason.FAR);

    SieveRule byRatio = new SieveRule(config(Map.of("candidate.far.ratio", "1.5")));
    assertThat(byRatio.refuses(scored("a", 0, 0.01, 1.5, 100))).isEmpty();
    assertThat(byRatio.refuses(scored("a", 0, 0.01, INFINITE, 1))).contains(DropReason.FAR);
  }

  @Test
  void leavesOutAScoreThatIsNoNumber() {
    SieveRule rule = new SieveRule(Settings.defaults(CandidateConfig.class));
    assertThat(rule.refuses(scored("a", 0, 0.01, 1, Double.NaN))).contains(DropReason.UNSCORED);
    assertThat(rule.refuses(scored("a", 0, 0.01, Double.NaN, 1))).contains(DropReason.UNSCORED);
    assertThat(rule.refuses(scored("a", 0, Double.NaN, 1, 1))).contains(DropReason.UNSCORED);
  }

  @ParameterizedTest
  @CsvSource({
    "candidate.k, 501",
    "candidate.k, 0",
    "candidate.max.p, NaN",
    "candidate.max.p, 0",
    "candidate.far.sisome, NaN",
    "candidate.distance, -1",
    "candidate.window.ms, 0"
  })
  void refusesASettingByName(String key, String value) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(key);
  }

  static CandidateConfig config(Map<String, String> settings) {
    return Settings.of(settings).bind(CandidateConfig.class);
  }
}
