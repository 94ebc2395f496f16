package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
  private final AtomicLong now = new AtomicLong();
  private final ThreadReplacement replacement = new ThreadReplacement(now::get);

  @Test
  void whatKeepsFailingIsTriedAgainEverMoreSlowlyUpToALimit() {
    assertThat(replacement.pauseAfterFailure()).isEqualTo(Duration.ofMillis(100));
    assertThat(replacement.pauseAfterFailure()).isEqualTo(Duration.ofMillis(200));
    for (int i = 0; i < 20; i++) {
      replacement.pauseAfterFailure();
    }
    assertThat(replacement.pauseAfterFailure()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aFailureAfterSomeCalmIsTriedAgainSoon() {
    replacement.pauseAfterFailure();
    replacement.pauseAfterFailure();
    now.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(replacement.pauseAfterFailure()).isEqualTo(Duration.ofMillis(100));
  }
}
