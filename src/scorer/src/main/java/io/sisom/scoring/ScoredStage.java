package io.sisom.scoring;

import io.sisom.candidate.SensorClocks;
import io.sisom.schema.FrameScore;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets scored frames through, keyed by sensor, counts them, and notes whose clock runs ahead. A
 * record comes with the time of its arrival and goes out with the time of its writing: Kafka
 * deletes by that time what is old, and refuses what lies in the future.
 */
final class ScoredStage extends ContextualProcessor<byte[], Answered, String, ScoredFrame> {
  private final CaptureRule rule;
  private final ScoringMetrics metrics;
  private final SensorClocks clocks;

  ScoredStage(CaptureRule rule, ScoringMetrics metrics, SensorClocks clocks) {
    this.rule = rule;
    this.metrics = metrics;
    this.clocks = clocks;
  }

  @Override
  public void process(Record<byte[], Answered> record) {
    if (record.value().outcome() instanceof ScoredFrame scored) {
      FrameScore score = scored.score();
      CaptureKind kind = rule.of(scored.frame().getCapturedAt(), record.timestamp());
      noteClock(kind, scored, record.timestamp());
      long now = context().currentSystemTimeMs();
      metrics.scored(kind, score.getCapturedAt().toEpochMilli(), now);
      context().forward(new Record<>(score.getSensorId(), scored, now));
    }
  }

  private void noteClock(CaptureKind kind, ScoredFrame scored, long arrivedAt) {
    String sensor = scored.frame().getSensorId();
    if (kind == CaptureKind.AHEAD) {
      long ahead = scored.frame().getCapturedAt().toEpochMilli() - arrivedAt;
      clocks.off(SensorClocks.Off.AHEAD, sensor, ahead);
    } else {
      clocks.right(SensorClocks.Off.AHEAD, sensor);
    }
  }
}
