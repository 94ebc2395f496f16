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

  @Test
  void aBacklogPutsCommitsOffNoLongerThanHalfATransaction() {
    Map<String, String> quick = Map.of("transaction.timeout.ms", "900");
    assertThat(config(Map.of()).longestCommitInterval(Map.of())).hasMillis(1000);
    assertThat(config(Map.of()).longestCommitInterval(quick)).hasMillis(450);
    assertThat(config(Map.of("scoring.guarantee", "at_least_once")).longestCommitInterval(quick))
        .hasMillis(1000);
    assertThat(config(Map.of("scoring.commit.backlog.ms", "1")).longestCommitInterval(Map.of()))
        .as("not below the usual interval")
        .hasMillis(100);
    assertThat(config(Map.of("scoring.commit.interval.ms", "800")).longestCommitInterval(quick))
        .as("what somebody set stays")
        .hasMillis(800);
  }

  private static ScoringConfig config(Map<String, String> settings) {
    return Settings.of(settings).bind(ScoringConfig.class);
  }
}
