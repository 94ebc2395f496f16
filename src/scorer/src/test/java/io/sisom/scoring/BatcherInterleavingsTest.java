package io.sisom.scoring;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import io.sisom.testkit.Interleavings;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.Thorough;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The batcher, and the two monitors it is made of, under many orders of their steps; see {@link
 * SlotInterleavingsTest}. An order in which a thread waits for ever fails too.
 */
@Tag("interleavings")
class BatcherInterleavingsTest {
  private static final int ORDERS = LongForm.of(10, 500);
  private static final FramePlace PLACE = new FramePlace(0, 1, 2);
  private static final String BAD = "no frame";
  private static final byte[] UNREADABLE = {1};

  @Thorough
  @Test
  void aFrameThatWasTakenIsAnsweredThoughTheBatcherCloses() {
    FrameLimits limits = FrameLimits.defaults();
    FrameReader reader = new FrameReader(limits);
    FrameDecoder decoder = new FrameDecoder(limits);
    ScoringMetrics metrics = new ScoringMetrics(new SimpleMeterRegistry());
    BatchConfig config = new BatchConfig(2, 1, Duration.ZERO, 4, 100, 1);
    Interleavings.check(
        ORDERS,
        () -> {
          try {
            FrameBatcher batcher =
                new FrameBatcher(config, reader, decoder, new VersionSlot(), metrics);
            CompletableFuture<FrameOutcome> one = batcher.submit(UNREADABLE, PLACE);
            CompletableFuture<FrameOutcome> two = batcher.submit(UNREADABLE, PLACE);
            batcher.close();
            require(one.isDone() && two.isDone(), "both frames are answered");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /**
   * Two decoders in room for two; one of them meets what is no frame first. Nothing lingers: clocks
   * stand still here.
   */
  @Test
  void whatIsReadyIsTakenOnceInItsOrder() {
    Interleavings.check(
        10 * ORDERS,
        () -> {
          DecodedFrames<String> frames = new DecodedFrames<>();
          FlightRoom room = new FlightRoom(2, 100);
          Thread first = new Thread(() -> decode(frames, room, "one", "two"));
          Thread second = new Thread(() -> decode(frames, room, BAD, "three"));
          first.start();
          second.start();
          List<String> taken = new ArrayList<>();
          try {
            while (taken.size() < 3) {
              List<String> batch = frames.take(2, Duration.ZERO);
              taken.addAll(batch);
              for (int i = 0; i < batch.size(); i++) {
                room.leave(1);
              }
            }
            first.join();
            second.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          require(Set.copyOf(taken).equals(Set.of("one", "two", "three")), "each is taken");
          require(taken.size() == 3, "each is taken once");
          require(taken.indexOf("one") < taken.indexOf("two"), "in the order they are ready");
        });
  }

  /** One thread starts batches, another finishes them; the first ends while some are under way. */
  @Test
  void whatIsUnderWayIsFinishedOnceInItsOrder() {
    Interleavings.check(
        10 * ORDERS,
        () -> {
          ScoringFlight<String> flight = new ScoringFlight<>();
          Thread feeding = new Thread(() -> begin(flight, "one", "two", "three"));
          List<String> finished = new ArrayList<>();
          feeding.start();
          try {
            for (String next = flight.takeOldest(); next != null; next = flight.takeOldest()) {
              finished.add(next);
              flight.done();
            }
            feeding.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          require(finished.equals(List.of("one", "two", "three")), "each once, in its order");
        });
  }

  private static void begin(ScoringFlight<String> flight, String... batches) {
    try {
      for (String batch : batches) {
        flight.awaitRoom(2);
        flight.begin(batch, true, 0);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      flight.end();
    }
  }

  private static void decode(DecodedFrames<String> frames, FlightRoom room, String... names) {
    try {
      for (String name : names) {
        room.enter(1);
        frames.coming();
        if (name.equals(BAD)) {
          frames.gone();
          room.leave(1);
        } else {
          frames.add(name);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }
}
