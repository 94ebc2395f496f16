package io.sisom.scoring;

import io.sisom.candidate.SensorClocks;
import io.sisom.schema.FrameScore;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets scored frames through, keyed by sensor, and notes whose clock runs ahead. The record itself
 * bears the time of its writing: Kafka deletes by that time what is old, and refuses what lies in
 * the future.
 */
final class ScoredStage extends ContextualProcessor<byte[], Answered, String, ScoredFrame> {
  private final EventTime eventTime;
  private final ScoringMetrics metrics;
  private final SensorClocks clocks;

  ScoredStage(EventTime eventTime, ScoringMetrics metrics, SensorClocks clocks) {
    this.eventTime = eventTime;
    this.metrics = metrics;
    this.clocks = clocks;
  }

  @Override
  public void process(Record<byte[], Answered> record) {
    if (record.value().outcome() instanceof ScoredFrame scored) {
      FrameScore score = scored.score();
      noteClock(scored, record.timestamp());
      long now = context().currentSystemTimeMs();
      metrics.scored(score.getCapturedAt().toEpochMilli(), now);
      context().forward(new Record<>(score.getSensorId(), scored, now));
    }
  }

  private void noteClock(ScoredFrame scored, long kafkaTime) {
    String sensor = scored.frame().getSensorId();
    if (eventTime.isAhead(scored.frame().getCapturedAt(), kafkaTime)) {
      long ahead = scored.frame().getCapturedAt().toEpochMilli() - kafkaTime;
      clocks.off(SensorClocks.Off.AHEAD, sensor, ahead);
    } else {
      clocks.right(SensorClocks.Off.AHEAD, sensor);
    }
  }
}
