package io.sisom.scoring;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.Fault;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames of all partitions and stream threads into batches for the one device thread.
 * Decoders work ahead; a batch leaves when it is full, when nothing more is being decoded, or when
 * its oldest frame has lingered long enough. At most {@code batch.queue.frames} frames and {@code
 * batch.queue.bytes} of records are in flight: {@link #submit} then blocks, which is the
 * back-pressure on Kafka.
 */
public final class FrameBatcher implements AutoCloseable {
  private final BatchConfig config;
  private final FrameReader reader;
  private final FrameDecoder decoder;
  private final CurrentScorer scorers;
  private final ScoringMetrics metrics;
  private final FlightRoom room;
  private final ExecutorService decoders;
  private final DecodedFrames<Pending> decoded = new DecodedFrames<>();
  private final Thread device;

  /** System.nanoTime when the batch under way began; empty between batches. */
  private volatile OptionalLong begun = OptionalLong.empty();

  /** Starts the decoder threads and the device thread. */
  public FrameBatcher(
      BatchConfig config,
      FrameReader reader,
      FrameDecoder decoder,
      CurrentScorer scorers,
      ScoringMetrics metrics) {
    this.config = config;
    this.reader = reader;
    this.decoder = decoder;
    this.scorers = scorers;
    this.metrics = metrics;
    this.room = new FlightRoom(config.queueFrames(), config.queueBytes());
    this.decoders =
        Executors.newFixedThreadPool(config.decoders(), task -> daemon(task, "sisom-decoder"));
    this.device = daemon(this::feedDevice, "sisom-device");
    device.start();
  }

  /**
   * Takes one record; blocks while too many are in flight.
   *
   * @param value the record's value: a frame in Avro, or anything else
   * @param place where the record lies
   * @return completes with the outcome, exceptionally only when the device failed or the batcher is
   *     closed
   */
  public CompletableFuture<FrameOutcome> submit(byte @Nullable [] value, FramePlace place)
      throws InterruptedException {
    int size = value == null ? 0 : value.length;
    room.enter(size);
    metrics.frameIn();
    CompletableFuture<FrameOutcome> outcome = new CompletableFuture<>();
    outcome.whenComplete((done, failure) -> room.leave(size));
    decoded.coming();
    try {
      decoders.execute(() -> decode(value, place, outcome));
    } catch (RejectedExecutionException e) {
      decoded.gone();
      outcome.completeExceptionally(new IllegalStateException("the batcher is closed", e));
    }
    return outcome;
  }

  private void decode(
      byte @Nullable [] value, FramePlace place, CompletableFuture<FrameOutcome> outcome) {
    long started = System.nanoTime();
    boolean ready = false;
    try {
      ready =
          reader
              .read(value)
              .either(
                  read -> decodePixels(read.frame(), place, outcome),
                  bad -> reject(bad.fault(), bad.reason(), outcome));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    } finally {
      if (!ready) {
        decoded.gone();
      }
      metrics.decoded(System.nanoTime() - started);
    }
  }

  private boolean decodePixels(
      SensorFrame frame, FramePlace place, CompletableFuture<FrameOutcome> outcome) {
    FrameShape shape = scorers.with(BatchScorer::input);
    return decoder
        .decode(frame, shape)
        .either(
            pixels -> {
              ReadyFrame ready = new ReadyFrame(frame, place, pixels.planar(), shape);
              decoded.add(new Pending(ready, outcome));
              return true;
            },
            bad -> reject(bad.fault(), bad.reason(), outcome));
  }

  /** Nothing of it goes to the device. */
  private static boolean reject(
      Fault fault, String reason, CompletableFuture<FrameOutcome> outcome) {
    outcome.complete(new RejectedFrame(fault.word(), reason));
    return false;
  }

  private void feedDevice() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        score(decoded.take(config.maxFrames(), config.linger()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How long the device has been at the batch under way; zero between batches. */
  public Duration atOneBatch() {
    OptionalLong since = begun;
    return since.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - since.getAsLong());
  }

  private void score(List<Pending> batch) {
    begun = OptionalLong.of(System.nanoTime());
    try {
      List<FrameOutcome> outcomes = scorers.with(scorer -> score(batch, scorer));
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).outcome().complete(outcomes.get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(pending -> pending.outcome().completeExceptionally(e));
    } finally {
      begun = OptionalLong.empty();
    }
  }

  private List<FrameOutcome> score(List<Pending> batch, BatchScorer scorer) {
    FrameShape shape = scorer.input();
    return scorer.score(
        batch.stream().map(pending -> fitting(pending.frame(), shape)).toList(), metrics);
  }

  /** A model swapped in since the frame was decoded may take another shape. */
  private ReadyFrame fitting(ReadyFrame frame, FrameShape shape) {
    if (frame.shape().equals(shape)) {
      return frame;
    }
    if (decoder.decode(frame.frame(), shape) instanceof DecodedFrame.Pixels pixels) {
      return new ReadyFrame(frame.frame(), frame.place(), pixels.planar(), shape);
    }
    throw new IllegalStateException(
        "frame " + frame.frame().getFrameId() + " could be decoded before, and no longer can");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws InterruptedException {
    decoders.shutdownNow();
    device.interrupt();
    device.join();
  }

  private record Pending(ReadyFrame frame, CompletableFuture<FrameOutcome> outcome) {}
}
