package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20), now::get);

  @Test
  void waitsTwiceAsLongEachTimeUpToItsLimit() {
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(5));
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void beginsAgainAfterCalm() {
    backoff.afterFailure();
    backoff.afterFailure();
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(backoff.afterFailure()).as("not calm for long enough").hasSeconds(4);
    now.addAndGet(Duration.ofSeconds(20).toNanos() + 1);
    assertThat(backoff.afterFailure()).hasSeconds(1);
  }
}
