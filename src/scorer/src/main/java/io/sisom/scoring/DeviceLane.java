package io.sisom.scoring;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import io.sisom.scoring.FlyingBatch.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one device. One thread takes batches and starts them, another finishes them in their order,
 * so that the device has the next batch before Java is done with the last. A swap of versions waits
 * for what is under way, because each batch gives its version back when it is finished. Where no
 * more than one batch may be under way, the feeding thread finishes it by itself.
 */
final class DeviceLane {
  private final int device;
  private final BatchConfig config;
  private final DecodedFrames<Pending> decoded;
  private final FrameDecoder decoder;
  private final CurrentScorer scorers;
  private final ScoringMetrics metrics;
  private final ScoringFlight<FlyingBatch> flight = new ScoringFlight<>();
  private final Thread feeding;

  /** Begun with the first batch that it finishes; the feeding thread writes it. */
  private @Nullable Thread finishing;

  /** Of the version that was used last; only the feeding thread reads and writes it. */
  private BatchPlan plan = BatchPlan.OF_CPU;

  private DeviceLane(
      int device,
      BatchConfig config,
      DecodedFrames<Pending> decoded,
      FrameDecoder decoder,
      CurrentScorer scorers,
      ScoringMetrics metrics) {
    this.device = device;
    this.config = config;
    this.decoded = decoded;
    this.decoder = decoder;
    this.scorers = scorers;
    this.metrics = metrics;
    this.feeding = daemon(this::feed, device == 0 ? "sisom-device" : "sisom-device-" + device);
  }

  /** One for each of so many devices, which begin to take frames. */
  static List<DeviceLane> started(
      int devices,
      BatchConfig config,
      DecodedFrames<Pending> decoded,
      FrameDecoder decoder,
      CurrentScorer scorers,
      ScoringMetrics metrics) {
    List<DeviceLane> lanes = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      lanes.add(new DeviceLane(device, config, decoded, decoder, scorers, metrics));
    }
    lanes.forEach(lane -> lane.feeding.start());
    return List.copyOf(lanes);
  }

  private void feed() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        // First room, then frames: those that come meanwhile fill the batch.
        flight.awaitRoom(inFlight());
        List<Pending> wanted = wanted(decoded.take(maxFrames(), config.linger()));
        if (wanted.isEmpty()) {
          continue;
        }
        FlyingBatch batch = new FlyingBatch(wanted);
        boolean handed = inFlight() > 1;
        if (handed && finishing == null) {
          finishing = daemon(this::finishHanded, "sisom-finisher-" + device);
          finishing.start();
        }
        flight.begin(batch, handed, System.nanoTime());
        start(batch);
        if (!handed) {
          batch.finish();
          flight.done();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      flight.end();
    }
  }

  /** Without the frames whose answer nobody waits for any more. */
  private static List<Pending> wanted(List<Pending> batch) {
    return batch.stream().filter(pending -> !pending.outcome().isDone()).toList();
  }

  private int inFlight() {
    return config.inFlight() > 0 ? config.inFlight() : plan.inFlight();
  }

  private int maxFrames() {
    return config.maxFrames() > 0
        ? config.maxFrames()
        : Math.min(plan.maxFrames(), config.queueFrames());
  }

  private void start(FlyingBatch batch) {
    try {
      CurrentScorer.Lent lent = scorers.borrow();
      try {
        plan = lent.scorer().plan();
        FrameShape shape = lent.scorer().input();
        List<ReadyFrame> frames =
            batch.frames().stream().map(pending -> fitting(pending.frame(), shape)).toList();
        batch.started(lent.scorer().start(device, frames, metrics), lent);
      } catch (RuntimeException | Error e) {
        lent.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      batch.notStarted(e);
    }
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

  private void finishHanded() {
    try {
      for (FlyingBatch batch = flight.takeOldest(); batch != null; batch = flight.takeOldest()) {
        batch.finish();
        flight.done();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** System.nanoTime when the oldest batch under way began; empty between batches. */
  OptionalLong oldestSince() {
    return flight.oldestSince();
  }

  /** Takes no more frames. */
  void stop() {
    feeding.interrupt();
  }

  /** Waits for what is under way, once stopped. */
  void join() throws InterruptedException {
    feeding.join();
    Thread begun = finishing;
    if (begun != null) {
      begun.join();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
