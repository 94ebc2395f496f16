package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringConfigTest {
  @Test
  void streamThreadsThatNobodySetAreFewAndGrowWithTheProcessors() {
    ScoringConfig open = config(Map.of());
    assertThat(open.streamThreads(1)).isEqualTo(1);
    assertThat(open.streamThreads(2)).isEqualTo(1);
    assertThat(open.streamThreads(8)).isEqualTo(2);
    assertThat(open.streamThreads(16)).isEqualTo(4);
    assertThat(open.streamThreads(64)).isEqualTo(4);
  }

  @Test
  void streamThreadsThatSomebodySetStay() {
    ScoringConfig given = config(Map.of("scoring.threads", "7"));
    assertThat(given.streamThreads(1)).isEqualTo(7);
    assertThat(given.streamThreads(64)).isEqualTo(7);
  }

  private static ScoringConfig config(Map<String, String> settings) {
    return Settings.of(settings).bind(ScoringConfig.class);
  }
}
