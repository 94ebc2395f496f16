package io.sisom.scoring;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameFault;
import io.sisom.frame.FrameReader;
import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames of all partitions and stream threads into batches for the devices.
 *
 * <p><b>Idea.</b> Kafka Streams processes one record at a time; a device is fast only in batches.
 * So every polled record is submitted here at once and answered by a future, with which it goes to
 * the stream thread when the answer is there. Decoder threads turn records into pixels, and
 * whichever {@link DeviceLane device} has room takes what is ready. A batch leaves when it is full,
 * when nothing more is being decoded, or when its oldest frame has lingered for {@code
 * batch.linger.ms}; an idle device never waits for a frame that is not coming.
 *
 * <p><b>Invariants.</b> A submitted record is answered once: with a {@link FrameOutcome}, or
 * exceptionally where the device failed; only closing leaves records unanswered. At most {@code
 * batch.queue.frames} frames and {@code batch.queue.bytes} bytes of records are in flight: beyond
 * that {@link #submit} blocks, and consumers ({@link HeldFrames}) read no more. A batch is scored
 * by one version as a whole; a frame that was decoded for another input size is decoded again.
 *
 * <p><b>Source.</b> Dynamic batching as in inference servers (Crankshaw et al., "Clipper", NSDI
 * 2017), with the poll in the place of their request queue.
 */
public final class FrameBatcher implements AutoCloseable {
  private final BatchConfig config;
  private final FrameReader reader;
  private final FrameDecoder decoder;
  private final CurrentScorer scorers;
  private final ScoringMetrics metrics;
  private final FlightRoom room;
  private final ExecutorService decoders;
  private final DecodedFrames<FlyingBatch.Pending> decoded = new DecodedFrames<>();
  private final List<DeviceLane> lanes;

  /** Of the frames that were taken and have no outcome yet. */
  private final Set<CompletableFuture<FrameOutcome>> open = ConcurrentHashMap.newKeySet();

  /** Starts the decoder threads, and the threads of one device. */
  public FrameBatcher(
      BatchConfig config,
      FrameReader reader,
      FrameDecoder decoder,
      CurrentScorer scorers,
      ScoringMetrics metrics) {
    this(config, reader, decoder, scorers, metrics, 1);
  }

  /**
   * Starts the decoder threads, and the threads of several devices.
   *
   * @param devices that {@code scorers} score on, 1 or more
   */
  public FrameBatcher(
      BatchConfig config,
      FrameReader reader,
      FrameDecoder decoder,
      CurrentScorer scorers,
      ScoringMetrics metrics,
      int devices) {
    this.config = config;
    this.reader = reader;
    this.decoder = decoder;
    this.scorers = scorers;
    this.metrics = metrics;
    this.room = new FlightRoom(config.queueFrames(), config.queueBytes());
    this.decoders =
        Executors.newFixedThreadPool(config.decoders(), task -> daemon(task, "sisom-decoder"));
    this.lanes = DeviceLane.started(devices, config, decoded, decoder, scorers, metrics);
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
    room.enter(sizeOf(value));
    return taken(value, place);
  }

  /**
   * Takes one record at once: whoever calls this bounds what he has in flight himself. He may
   * cancel the outcome of a record that he wants no more; what was not begun is then left out.
   */
  CompletableFuture<FrameOutcome> accept(byte @Nullable [] value, FramePlace place) {
    room.enterAtOnce(sizeOf(value));
    return taken(value, place);
  }

  /** The settings by which it works. */
  BatchConfig config() {
    return config;
  }

  private static int sizeOf(byte @Nullable [] value) {
    return value == null ? 0 : value.length;
  }

  private CompletableFuture<FrameOutcome> taken(byte @Nullable [] value, FramePlace place) {
    int size = sizeOf(value);
    metrics.frameIn();
    CompletableFuture<FrameOutcome> outcome = new CompletableFuture<>();
    open.add(outcome);
    outcome.whenComplete(
        (done, failure) -> {
          open.remove(outcome);
          room.leave(size);
        });
    decoded.coming();
    try {
      decoders.execute(() -> decode(value, place, outcome));
    } catch (RejectedExecutionException closed) {
      decoded.gone();
      outcome.completeExceptionally(closed());
    }
    return outcome;
  }

  private void decode(
      byte @Nullable [] value, FramePlace place, CompletableFuture<FrameOutcome> outcome) {
    if (outcome.isDone()) {
      decoded.gone();
      return;
    }
    long started = System.nanoTime();
    boolean ready = false;
    try {
      ready =
          reader
              .read(value)
              .either(
                  read -> {
                    if (read.cut()) {
                      metrics.originCut();
                    }
                    return decodePixels(read.frame(), place, outcome);
                  },
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
              decoded.add(new FlyingBatch.Pending(ready, outcome));
              return true;
            },
            bad -> reject(bad.fault(), bad.reason(), outcome));
  }

  /** Nothing of it goes to the device. */
  private static boolean reject(
      FrameFault fault, String reason, CompletableFuture<FrameOutcome> outcome) {
    outcome.complete(new RejectedFrame(fault.word(), reason));
    return false;
  }

  /** How long the oldest batch under way has been; zero between batches. */
  public Duration atOneBatch() {
    OptionalLong since =
        lanes.stream().map(DeviceLane::oldestSince).flatMapToLong(OptionalLong::stream).min();
    return since.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - since.getAsLong());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the batcher is closed");
  }

  /**
   * Waits for the batches under way. Frames that are not in them get no score: their outcomes
   * complete exceptionally, so that nobody waits for them for ever.
   */
  @Override
  public void close() throws InterruptedException {
    decoders.shutdownNow();
    lanes.forEach(DeviceLane::stop);
    try {
      for (DeviceLane lane : lanes) {
        lane.join();
      }
    } finally {
      open.forEach(outcome -> outcome.completeExceptionally(closed()));
    }
  }
}
