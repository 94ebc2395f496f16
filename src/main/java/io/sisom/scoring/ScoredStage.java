package io.sisom.scoring;

import io.sisom.schema.FrameScore;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets scored frames through, keyed by sensor and in event time. A capture time that runs further
 * ahead of Kafka's time stamp than a clock may, or lies before the epoch, is replaced by Kafka's:
 * one bad clock must not close every window.
 */
final class ScoredStage extends ContextualProcessor<byte[], Answered, String, ScoredFrame> {
  private final Duration maxSkew;
  private final ScoringMetrics metrics;

  ScoredStage(Duration maxSkew, ScoringMetrics metrics) {
    this.maxSkew = maxSkew;
    this.metrics = metrics;
  }

  @Override
  public void process(Record<byte[], Answered> record) {
    if (record.value().outcome() instanceof ScoredFrame scored) {
      long eventTime = eventTime(scored.score().getCapturedAt(), record.timestamp());
      ScoredFrame timed = at(scored, eventTime);
      metrics.scored(eventTime, context().currentSystemTimeMs());
      context().forward(new Record<>(timed.score().getSensorId(), timed, eventTime));
    }
  }

  private long eventTime(Instant capturedAt, long kafkaTime) {
    long captured = capturedAt.toEpochMilli();
    return captured < 0 || captured > kafkaTime + maxSkew.toMillis() ? kafkaTime : captured;
  }

  private static ScoredFrame at(ScoredFrame scored, long eventTime) {
    if (scored.score().getCapturedAt().toEpochMilli() == eventTime) {
      return scored;
    }
    FrameScore score =
        FrameScore.newBuilder(scored.score())
            .setCapturedAt(Instant.ofEpochMilli(eventTime))
            .build();
    return new ScoredFrame(scored.frame(), score, scored.enhanced());
  }
}
