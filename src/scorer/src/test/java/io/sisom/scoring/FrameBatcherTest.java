package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FrameBatcherTest {
  private static final AvroCodec<SensorFrame> CODEC = AvroCodec.of(SensorFrame.class);

  private static final FramePlace PLACE = new FramePlace(1, 2, 3);

  private final Device device = new Device();
  private long queueBytes = 1 << 20;
  private int inFlight = 1;

  @Test
  void aBatchLeavesWithoutLingeringWhenNothingMoreIsDecoded() throws Exception {
    try (FrameBatcher batcher = batcher(8, Duration.ofMinutes(1), 16)) {
      device.turns.release(100);
      for (int i = 0; i < 20; i++) {
        assertThat(batcher.submit(frame("f" + i), PLACE).get(10, TimeUnit.SECONDS))
            .isEqualTo(new RejectedFrame("seen", "f" + i));
      }
    }
  }

  @Test
  void aFrameThatCannotBeReadKeepsNoOtherWaiting() throws Exception {
    try (FrameBatcher batcher = batcher(8, Duration.ofMinutes(1), 16)) {
      device.turns.release(100);
      CompletableFuture<FrameOutcome> good = batcher.submit(frame("good"), PLACE);
      CompletableFuture<FrameOutcome> bad = batcher.submit(new byte[] {1}, PLACE);
      assertThat(good.get(10, TimeUnit.SECONDS)).isEqualTo(new RejectedFrame("seen", "good"));
      assertThat(((RejectedFrame) bad.get(10, TimeUnit.SECONDS)).kind()).isEqualTo("garbage");
    }
  }

  @Test
  void noBatchIsLargerThanAllowedAndEachFrameIsAnsweredOnce() throws Exception {
    try (FrameBatcher batcher = batcher(4, Duration.ofMillis(1), 64)) {
      List<CompletableFuture<FrameOutcome>> coming = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        coming.add(batcher.submit(frame("f" + i), PLACE));
      }
      device.turns.release(100);
      for (int i = 0; i < 50; i++) {
        assertThat(coming.get(i).get(10, TimeUnit.SECONDS))
            .isEqualTo(new RejectedFrame("seen", "f" + i));
      }
      assertThat(device.sizes).allMatch(size -> size <= 4).contains(4);
      assertThat(device.sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
    }
  }

  @Test
  void submitWaitsWhileTooManyAreInFlight() throws Exception {
    try (FrameBatcher batcher = batcher(2, Duration.ZERO, 3)) {
      for (int i = 0; i < 3; i++) {
        batcher.submit(frame("f" + i), PLACE);
      }
      CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> submit(batcher, "fourth"));
      assertThatThrownBy(() -> fourth.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      device.turns.release(100);
      fourth.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void submitWaitsWhileTooManyBytesAreInFlight() throws Exception {
    queueBytes = 2L * frame("f0").length;
    try (FrameBatcher batcher = batcher(2, Duration.ZERO, 100)) {
      batcher.submit(frame("f0"), PLACE);
      batcher.submit(frame("f1"), PLACE);
      CompletableFuture<Void> third = CompletableFuture.runAsync(() -> submit(batcher, "f2"));
      assertThatThrownBy(() -> third.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      device.turns.release(100);
      third.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRecordLargerThanAllTheRoomPassesAlone() throws Exception {
    queueBytes = 1;
    device.turns.release(100);
    try (FrameBatcher batcher = batcher(2, Duration.ZERO, 100)) {
      for (int i = 0; i < 5; i++) {
        assertThat(batcher.submit(frame("f" + i), PLACE).get(10, TimeUnit.SECONDS))
            .isEqualTo(new RejectedFrame("seen", "f" + i));
      }
    }
  }

  @Test
  void aClosedBatcherTakesNothingAndSaysSo() throws Exception {
    FrameBatcher batcher = batcher(1, Duration.ZERO, 1);
    batcher.close();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<FrameOutcome> outcome = batcher.submit(frame("late"), PLACE);
      assertThatThrownBy(() -> outcome.get(10, TimeUnit.SECONDS))
          .as("and it keeps no room of one that it did not take")
          .hasMessageContaining("the batcher is closed");
    }
  }

  @Test
  void tellsHowLongTheDeviceHasBeenAtOneBatch() throws Exception {
    try (FrameBatcher batcher = batcher(2, Duration.ZERO, 8)) {
      assertThat(batcher.atOneBatch()).isZero();
      CompletableFuture<FrameOutcome> stuck = batcher.submit(frame("stuck"), PLACE);
      Awaitility.await().until(() -> batcher.atOneBatch().toMillis() > 100);
      device.turns.release(1);
      stuck.get(10, TimeUnit.SECONDS);
      Awaitility.await().until(() -> batcher.atOneBatch().isZero());
    }
  }

  @Test
  void aFailingDeviceIsToldToTheWaitingAndTheNextBatchIsScored() throws Exception {
    try (FrameBatcher batcher = batcher(1, Duration.ZERO, 8)) {
      device.turns.release(100);
      CompletableFuture<FrameOutcome> exception = batcher.submit(frame("exception"), PLACE);
      assertThatThrownBy(() -> exception.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("the device broke");
      CompletableFuture<FrameOutcome> error = batcher.submit(frame("error"), PLACE);
      assertThatThrownBy(() -> error.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(OutOfMemoryError.class);
      assertThat(batcher.submit(frame("next"), PLACE).get(10, TimeUnit.SECONDS))
          .isEqualTo(new RejectedFrame("seen", "next"));
    }
  }

  @Test
  void whatNobodyWantsAnyMoreDoesNotReachTheDevice() throws Exception {
    try (FrameBatcher batcher = batcher(1, Duration.ZERO, 8)) {
      CompletableFuture<FrameOutcome> first = batcher.accept(frame("first"), PLACE);
      Awaitility.await().until(() -> !batcher.atOneBatch().isZero());
      CompletableFuture<FrameOutcome> second = batcher.accept(frame("second"), PLACE);
      CompletableFuture<FrameOutcome> third = batcher.accept(frame("third"), PLACE);
      second.cancel(false);
      device.turns.release(100);
      first.get(10, TimeUnit.SECONDS);
      assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo(new RejectedFrame("seen", "third"));
      assertThat(device.sizes).containsExactly(1, 1);
    }
  }

  @Test
  void framesDecodedForAnotherModelAreDecodedAgain() throws Exception {
    try (FrameBatcher batcher = batcher(1, Duration.ZERO, 8)) {
      CompletableFuture<FrameOutcome> first = batcher.submit(frame("first"), PLACE);
      CompletableFuture<FrameOutcome> second = batcher.submit(frame("second"), PLACE);
      Thread.sleep(200);
      device.shape = new FrameShape(3, 4, 4);
      device.turns.release(100);
      first.get(10, TimeUnit.SECONDS);
      second.get(10, TimeUnit.SECONDS);
      assertThat(device.pixels).endsWith(3 * 4 * 4);
    }
  }

  private static void submit(FrameBatcher batcher, String id) {
    try {
      batcher.submit(frame(id), PLACE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private FrameBatcher batcher(int maxFrames, Duration linger, int queue) {
    FrameLimits limits = FrameLimits.defaults();
    return new FrameBatcher(
        new BatchConfig(maxFrames, inFlight, linger, queue, queueBytes, 2),
        new FrameReader(limits),
        new FrameDecoder(limits),
        device,
        new ScoringMetrics(new SimpleMeterRegistry()));
  }

  static byte[] frame(String id) {
    return CODEC.encode(
        new SensorFrame(
            id,
            "sensor",
            Instant.EPOCH,
            "rgb8",
            2,
            2,
            ByteBuffer.wrap(new byte[12]),
            null,
            null,
            Map.of()));
  }

  /** Answers with the frame's id, one batch a turn. */
  static final class Device implements CurrentScorer, BatchScorer {
    final Semaphore turns = new Semaphore(0);
    final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> pixels = Collections.synchronizedList(new ArrayList<>());
    volatile FrameShape shape = new FrameShape(3, 2, 2);

    @Override
    public Lent borrow() {
      return new Lent(this, () -> {});
    }

    @Override
    public FrameShape input() {
      return shape;
    }

    @Override
    public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
      turns.acquireUninterruptibly();
      sizes.add(frames.size());
      frames.forEach(frame -> pixels.add(frame.pixels().length));
      return frames.stream().map(Device::answer).toList();
    }

    private static FrameOutcome answer(ReadyFrame frame) {
      String id = frame.frame().getFrameId();
      if (id.equals("exception")) {
        throw new IllegalStateException("the device broke");
      }
      if (id.equals("error")) {
        throw new OutOfMemoryError("the device is full");
      }
      return new RejectedFrame("seen", id);
    }
  }
}
