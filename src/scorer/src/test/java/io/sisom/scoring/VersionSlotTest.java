package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.scoring.LiveVersionTest.CountingNetwork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class VersionSlotTest {
  private final VersionSlot slot = new VersionSlot();
  private final CountingNetwork first = new CountingNetwork();
  private final CountingNetwork second = new CountingNetwork();

  @Test
  void isEmptyBeforeTheFirstVersionAndSaysSo() {
    assertThat(slot.number()).isZero();
    assertThat(slot.modelVersion()).isEmpty();
    assertThatThrownBy(() -> slot.with(BatchScorer::input))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no version is active yet");
  }

  @Test
  void aSwapFreesWhatItReplacesOnceAndNothingElse() {
    slot.swap(LiveVersionTest.live(1, first));
    assertThat(slot.number()).isEqualTo(1);
    slot.swap(LiveVersionTest.live(2, second));
    assertThat(slot.number()).isEqualTo(2);
    assertThat(slot.modelVersion()).isEqualTo("m@2");
    assertThat(first.closed).isEqualTo(1);
    assertThat(second.closed).isZero();
    slot.close();
    slot.close();
    assertThat(first.closed).isEqualTo(1);
    assertThat(second.closed).isEqualTo(1);
    assertThat(slot.number()).isZero();
  }

  /** The swap is seen to wait: its thread is parked at the lock while the batch is held. */
  @Test
  void aSwapWaitsForTheBatchUnderWay() throws Exception {
    slot.swap(LiveVersionTest.live(1, first));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<Integer> batch =
        CompletableFuture.supplyAsync(
            () ->
                slot.with(
                    scorer -> {
                      begun.countDown();
                      await(mayEnd);
                      return first.closed;
                    }));
    begun.await();
    Thread swapping = new Thread(() -> slot.swap(LiveVersionTest.live(2, second)));
    swapping.start();
    Awaitility.await().until(() -> swapping.getState() == Thread.State.WAITING);
    assertThat(first.closed).as("its network is still in use").isZero();
    mayEnd.countDown();
    assertThat(batch.get(30, TimeUnit.SECONDS)).as("closed while the batch ran").isZero();
    swapping.join();
    assertThat(first.closed).isEqualTo(1);
    assertThat(slot.number()).isEqualTo(2);
  }

  @Test
  void aBatchThatFailsLeavesTheSlotUsable() {
    slot.swap(LiveVersionTest.live(1, first));
    assertThatThrownBy(
            () ->
                slot.with(
                    scorer -> {
                      throw new IllegalStateException("the device broke");
                    }))
        .hasMessage("the device broke");
    slot.swap(LiveVersionTest.live(2, second));
    assertThat(first.closed).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
