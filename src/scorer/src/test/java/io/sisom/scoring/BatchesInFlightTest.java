package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import io.sisom.method.FrameShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The batcher with a device that works while Java does something else. */
class BatchesInFlightTest {
  private static final FramePlace PLACE = new FramePlace(1, 2, 3);

  private final Asynchronous scorer = new Asynchronous();

  @Test
  void asManyBatchesAreStartedAsMayBeUnderWayAndNoMore() throws Exception {
    try (FrameBatcher batcher = batcher(3, 1)) {
      List<CompletableFuture<FrameOutcome>> coming = submit(batcher, 5);
      Awaitility.await().until(() -> scorer.started.size() == 3);
      assertThat(scorer.lent).hasValue(3);
      scorer.mayFinish.release(1);
      Awaitility.await().until(() -> scorer.started.size() == 4);
      assertThat(coming).filteredOn(CompletableFuture::isDone).hasSize(1);
      scorer.mayFinish.release(100);
      for (CompletableFuture<FrameOutcome> outcome : coming) {
        outcome.get(10, TimeUnit.SECONDS);
      }
    }
    assertThat(scorer.lent).as("every version is given back").hasValue(0);
    assertThat(scorer.finished).as("in their order").isEqualTo(scorer.started);
  }

  @Test
  void aBatchThatFailsIsToldToItsFramesAndTheOthersGoOn() throws Exception {
    scorer.mayFinish.release(100);
    try (FrameBatcher batcher = batcher(2, 1)) {
      for (String bad : List.of("not started", "not finished", "error")) {
        CompletableFuture<FrameOutcome> outcome = submit(batcher, bad);
        assertThatThrownBy(() -> outcome.get(10, TimeUnit.SECONDS)).hasMessageContaining(bad);
        assertThat(submit(batcher, "good").get(10, TimeUnit.SECONDS))
            .isEqualTo(new RejectedFrame("seen", "good"));
      }
      Awaitility.await().until(() -> batcher.atOneBatch().isZero());
    }
    assertThat(scorer.lent).hasValue(0);
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndAnswersTheRest() throws Exception {
    FrameBatcher batcher = batcher(2, 1);
    List<CompletableFuture<FrameOutcome>> coming = submit(batcher, 6);
    Awaitility.await().until(() -> scorer.started.size() == 2);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> close(batcher));
    // A batch may be started meanwhile: the thread is told to end, and sees it when it has room.
    scorer.mayFinish.release(100);
    closed.get(10, TimeUnit.SECONDS);
    assertThat(coming).allMatch(CompletableFuture::isDone);
    assertThat(coming.stream().filter(outcome -> !outcome.isCompletedExceptionally()))
        .hasSize(scorer.started.size());
    assertThat(scorer.finished).isEqualTo(scorer.started);
    assertThat(scorer.lent).hasValue(0);
  }

  @Test
  void tellsHowLongTheOldestBatchHasBeenUnderWay() throws Exception {
    try (FrameBatcher batcher = batcher(2, 1)) {
      List<CompletableFuture<FrameOutcome>> coming = submit(batcher, 2);
      Awaitility.await().until(() -> batcher.atOneBatch().toMillis() > 100);
      scorer.mayFinish.release(2);
      for (CompletableFuture<FrameOutcome> outcome : coming) {
        outcome.get(10, TimeUnit.SECONDS);
      }
      Awaitility.await().until(() -> batcher.atOneBatch().isZero());
    }
  }

  @Test
  void eachOfSeveralDevicesTakesBatchesWhileItHasRoom() throws Exception {
    try (FrameBatcher batcher = batcher(2, 3)) {
      List<CompletableFuture<FrameOutcome>> coming = submit(batcher, 12);
      Awaitility.await().until(() -> scorer.started.size() == 6);
      assertThat(scorer.devices).containsOnly(0, 1, 2);
      for (int device = 0; device < 3; device++) {
        assertThat(Collections.frequency(scorer.devices, device)).isEqualTo(2);
      }
      scorer.mayFinish.release(100);
      for (int i = 0; i < coming.size(); i++) {
        assertThat(coming.get(i).get(10, TimeUnit.SECONDS))
            .isEqualTo(new RejectedFrame("seen", "f" + i));
      }
    }
  }

  @Test
  void aVersionSaysHowManyWhereNoSettingDoes() throws Exception {
    scorer.plan = new BatchPlan(1, 2);
    try (FrameBatcher batcher = batcher(0, 1)) {
      List<CompletableFuture<FrameOutcome>> coming = submit(batcher, 5);
      Awaitility.await().until(() -> scorer.started.size() == 1);
      scorer.mayFinish.release(1);
      Awaitility.await().until(() -> scorer.started.size() == 3);
      assertThat(scorer.lent).as("known from the first batch on").hasValue(2);
      scorer.mayFinish.release(100);
      for (CompletableFuture<FrameOutcome> outcome : coming) {
        outcome.get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static void close(FrameBatcher batcher) {
    try {
      batcher.close();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<CompletableFuture<FrameOutcome>> submit(FrameBatcher batcher, int count)
      throws InterruptedException {
    List<CompletableFuture<FrameOutcome>> coming = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      coming.add(submit(batcher, "f" + i));
    }
    return coming;
  }

  private static CompletableFuture<FrameOutcome> submit(FrameBatcher batcher, String id)
      throws InterruptedException {
    return batcher.submit(FrameBatcherTest.frame(id), PLACE);
  }

  /** Batches of one frame. */
  private FrameBatcher batcher(int inFlight, int devices) {
    FrameLimits limits = FrameLimits.defaults();
    return new FrameBatcher(
        new BatchConfig(1, inFlight, Duration.ZERO, 64, 1 << 20, 1),
        new FrameReader(limits),
        new FrameDecoder(limits),
        scorer,
        new ScoringMetrics(new SimpleMeterRegistry()),
        devices);
  }

  /** Starts at once, and is done with one batch a turn. */
  private static final class Asynchronous implements CurrentScorer, BatchScorer {
    final Semaphore mayFinish = new Semaphore(0);
    final List<String> started = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> devices = Collections.synchronizedList(new ArrayList<>());
    final List<String> finished = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger lent = new AtomicInteger();
    volatile BatchPlan plan = BatchPlan.OF_CPU;

    @Override
    public Lent borrow() {
      lent.incrementAndGet();
      return new Lent(this, lent::decrementAndGet);
    }

    @Override
    public FrameShape input() {
      return new FrameShape(3, 2, 2);
    }

    @Override
    public BatchPlan plan() {
      return plan;
    }

    @Override
    public StartedBatch start(int device, List<ReadyFrame> frames, ScoringMetrics metrics) {
      String id = frames.get(0).frame().getFrameId();
      if (id.equals("not started")) {
        throw new IllegalStateException("the device has " + id);
      }
      devices.add(device);
      started.add(id);
      return () -> {
        mayFinish.acquireUninterruptibly();
        finished.add(id);
        if (id.equals("not finished")) {
          throw new IllegalStateException("the device has " + id);
        }
        if (id.equals("error")) {
          throw new OutOfMemoryError("the device has an error");
        }
        return List.of(new RejectedFrame("seen", id));
      };
    }

    @Override
    public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
      return start(0, frames, metrics).finish();
    }
  }
}
