package io.sisom.bench;

import io.sisom.method.FrameShape;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.scoring.BatchScorer;
import io.sisom.scoring.CurrentScorer;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.ReadyFrame;
import io.sisom.scoring.ScoredFrame;
import io.sisom.scoring.ScoringMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes a set time over each batch, asleep, as a processor waits for a device; so a machine of few
 * processors shows how many scorers would go on. What it says of a frame follows from the frame:
 * three in ten in a row are novel.
 */
final class StandInNetwork implements CurrentScorer, BatchScorer {
  private static final int FEATURES = 16;
  private static final int PERIOD = 10;
  private static final int NOVEL = 3;

  private final Duration aBatch;

  StandInNetwork(Duration aBatch) {
    this.aBatch = aBatch;
  }

  /** The tick of the last novel frame of a sensor's n-th run of them. */
  static long lastNovelTick(int n) {
    return (long) n * PERIOD + NOVEL - 1;
  }

  @Override
  public Lent borrow() {
    return new Lent(this, () -> {});
  }

  @Override
  public FrameShape input() {
    return new FrameShape(3, FleetFeed.SIDE, FleetFeed.SIDE);
  }

  @Override
  public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
    try {
      Thread.sleep(aBatch.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.batchRun(frames.size(), aBatch.toNanos(), 0);
    return frames.stream().map(StandInNetwork::scored).toList();
  }

  private static FrameOutcome scored(ReadyFrame ready) {
    SensorFrame frame = ready.frame();
    String id = frame.getFrameId();
    long tick = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    SplittableRandom random = new SplittableRandom(id.hashCode());
    double pValue = tick % PERIOD < NOVEL ? 0.001 : 0.3 + 0.7 * random.nextDouble();
    float[] enhanced = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      enhanced[i] = (float) random.nextDouble();
    }
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(id)
            .setSensorId(frame.getSensorId())
            .setCapturedAt(frame.getCapturedAt())
            .setScoredAt(Instant.now())
            .setPredicted("stand-in")
            .setInnerDistance(1)
            .setOuterDistance(2)
            .setRatio(0.5)
            .setEnergy(-1)
            .setSisome(1 - pValue)
            .setPValue(pValue)
            .setModelVersion("stand-in@1")
            .setReferenceVersion(1)
            .setFramePartition(ready.place().partition())
            .setFrameOffset(ready.place().offset())
            .build();
    return new ScoredFrame(frame, score, enhanced);
  }
}
