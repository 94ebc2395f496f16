package io.sisom.scoring;

import io.sisom.candidate.SensorClocks;
import io.sisom.schema.FrameScore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Lets scored frames through, keyed by sensor. A score's time is event time: a capture time that
 * runs further ahead of Kafka's time stamp than a clock may, or lies before the epoch, is replaced
 * by Kafka's: one bad clock must not close every window. The record itself bears the time of its
 * writing: Kafka deletes by that time what is old, and refuses what lies in the future. The score
 * learns where its frame lies, so that whoever reads it finds the picture without a search.
 */
final class ScoredStage extends ContextualProcessor<byte[], Answered, String, ScoredFrame> {
  private final Duration maxSkew;
  private final ScoringMetrics metrics;
  private final SensorClocks clocks;

  ScoredStage(Duration maxSkew, ScoringMetrics metrics, SensorClocks clocks) {
    this.maxSkew = maxSkew;
    this.metrics = metrics;
    this.clocks = clocks;
  }

  @Override
  public void process(Record<byte[], Answered> record) {
    if (record.value().outcome() instanceof ScoredFrame scored) {
      long eventTime = eventTime(scored.score(), record.timestamp());
      FrameScore score = stamped(scored.score(), eventTime, context().recordMetadata());
      ScoredFrame timed = new ScoredFrame(scored.frame(), score, scored.enhanced());
      long now = context().currentSystemTimeMs();
      metrics.scored(eventTime, now);
      context().forward(new Record<>(timed.score().getSensorId(), timed, now));
    }
  }

  private long eventTime(FrameScore score, long kafkaTime) {
    long captured = score.getCapturedAt().toEpochMilli();
    if (captured > kafkaTime + maxSkew.toMillis()) {
      clocks.off(SensorClocks.Off.AHEAD, score.getSensorId(), captured - kafkaTime);
      return kafkaTime;
    }
    clocks.right(SensorClocks.Off.AHEAD, score.getSensorId());
    return captured < 0 ? kafkaTime : captured;
  }

  /** Field by field: the builder's own copy looks classes up by name for every score. */
  private static FrameScore stamped(
      FrameScore score, long eventTime, Optional<RecordMetadata> place) {
    return FrameScore.newBuilder()
        .setFrameId(score.getFrameId())
        .setSensorId(score.getSensorId())
        .setCapturedAt(Instant.ofEpochMilli(eventTime))
        .setScoredAt(score.getScoredAt())
        .setPredicted(score.getPredicted())
        .setInnerDistance(score.getInnerDistance())
        .setOuterDistance(score.getOuterDistance())
        .setRatio(score.getRatio())
        .setEnergy(score.getEnergy())
        .setSisome(score.getSisome())
        .setPValue(score.getPValue())
        .setNearestInnerFrameId(score.getNearestInnerFrameId())
        .setNearestOuterFrameId(score.getNearestOuterFrameId())
        .setNearestOuterLabel(score.getNearestOuterLabel())
        .setModelVersion(score.getModelVersion())
        .setReferenceVersion(score.getReferenceVersion())
        .setProfile(score.getProfile())
        .setDistance(score.getDistance())
        .setFramePartition(place.map(RecordMetadata::partition).orElse(null))
        .setFrameOffset(place.map(RecordMetadata::offset).orElse(null))
        .build();
  }
}
