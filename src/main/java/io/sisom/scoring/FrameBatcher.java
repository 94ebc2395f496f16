package io.sisom.scoring;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.frame.ReadFrame;
import io.sisom.schema.SensorFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames of all partitions and stream threads into batches for the one device thread.
 * Decoders work ahead; a batch leaves when it is full, when nothing more is being decoded, or when
 * its oldest frame has lingered long enough. At most {@code batch.queue.frames} are in flight:
 * {@link #submit} then blocks, which is the back-pressure on Kafka.
 */
public final class FrameBatcher implements AutoCloseable {
  private final BatchConfig config;
  private final FrameReader reader;
  private final FrameDecoder decoder;
  private final VersionSlot versions;
  private final ScoringMetrics metrics;
  private final Semaphore room;
  private final ExecutorService decoders;
  private final AtomicInteger decoding = new AtomicInteger();
  private final BlockingQueue<Pending> ready = new LinkedBlockingQueue<>();
  private final Thread device;

  /** Starts the decoder threads and the device thread. */
  public FrameBatcher(
      BatchConfig config,
      FrameReader reader,
      FrameDecoder decoder,
      VersionSlot versions,
      ScoringMetrics metrics) {
    this.config = config;
    this.reader = reader;
    this.decoder = decoder;
    this.versions = versions;
    this.metrics = metrics;
    this.room = new Semaphore(config.queueFrames());
    this.decoders =
        Executors.newFixedThreadPool(config.decoders(), task -> daemon(task, "sisom-decoder"));
    this.device = daemon(this::feedDevice, "sisom-device");
    device.start();
  }

  /**
   * Takes one record; blocks while too many are in flight.
   *
   * @param value the record's value: a frame in Avro, or anything else
   * @return completes with the outcome, exceptionally only when the device failed
   */
  public CompletableFuture<FrameOutcome> submit(byte @Nullable [] value)
      throws InterruptedException {
    room.acquire();
    metrics.frameIn();
    CompletableFuture<FrameOutcome> outcome = new CompletableFuture<>();
    outcome.whenComplete((done, failure) -> room.release());
    decoding.incrementAndGet();
    decoders.execute(() -> decode(value, outcome));
    return outcome;
  }

  private void decode(byte @Nullable [] value, CompletableFuture<FrameOutcome> outcome) {
    long started = System.nanoTime();
    try {
      ReadFrame read = reader.read(value);
      if (read instanceof ReadFrame.Read good) {
        decodePixels(good.frame(), outcome);
      } else if (read instanceof ReadFrame.Unreadable bad) {
        outcome.complete(new RejectedFrame(bad.fault().word(), bad.reason()));
      }
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    } finally {
      decoding.decrementAndGet();
      metrics.decoded(System.nanoTime() - started);
    }
  }

  private void decodePixels(SensorFrame frame, CompletableFuture<FrameOutcome> outcome) {
    DecodedFrame decoded = decoder.decode(frame, versions.with(LiveVersion::input));
    if (decoded instanceof DecodedFrame.Pixels pixels) {
      ready.add(new Pending(new ReadyFrame(frame, pixels.planar()), outcome, System.nanoTime()));
    } else if (decoded instanceof DecodedFrame.Undecodable bad) {
      outcome.complete(new RejectedFrame(bad.fault().word(), bad.reason()));
    }
  }

  private void feedDevice() {
    List<Pending> batch = new ArrayList<>(config.maxFrames());
    while (!Thread.currentThread().isInterrupted()) {
      try {
        gather(batch);
        score(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      batch.clear();
    }
  }

  private void gather(List<Pending> batch) throws InterruptedException {
    Pending oldest = ready.take();
    batch.add(oldest);
    ready.drainTo(batch, config.maxFrames() - 1);
    long leaveAt = oldest.readyAt() + config.linger().toNanos();
    while (batch.size() < config.maxFrames() && decoding.get() > 0) {
      Pending next = ready.poll(leaveAt - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
      ready.drainTo(batch, config.maxFrames() - batch.size());
    }
  }

  private void score(List<Pending> batch) {
    try {
      List<ReadyFrame> frames = batch.stream().map(Pending::frame).toList();
      List<FrameOutcome> outcomes = versions.with(version -> version.score(frames, metrics));
      for (int i = 0; i < outcomes.size(); i++) {
        batch.get(i).outcome().complete(outcomes.get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(pending -> pending.outcome().completeExceptionally(e));
    }
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

  private record Pending(ReadyFrame frame, CompletableFuture<FrameOutcome> outcome, long readyAt) {}
}
