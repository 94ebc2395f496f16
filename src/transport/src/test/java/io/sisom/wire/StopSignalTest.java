package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  private final StopSignal stop = new StopSignal();

  @Test
  void aPauseEndsWhenTheSignalIsGiven() throws Exception {
    Thread waiting = new Thread(() -> stop.givenWithin(Duration.ofHours(1)));
    waiting.start();
    stop.giveAndJoin(waiting, Duration.ofSeconds(30));
    assertThat(waiting.isAlive()).isFalse();
    assertThat(stop.given()).isTrue();
  }

  @Test
  void anInterruptedPauseEndsTheWorkToo() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(stop.givenWithin(Duration.ofHours(1))).isTrue();
    assertThat(Thread.interrupted()).as("the interrupt stays").isTrue();
  }
}
