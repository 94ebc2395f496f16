package io.sisom.console.fleet;

import io.micrometer.core.instrument.Counter;
import io.sisom.console.KafkaAccess;
import io.sisom.live.Fleet;
import io.sisom.live.SeenFrame;
import io.sisom.live.SeenSummary;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.DelaySteps;
import io.sisom.wire.WireException;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives records of summaries, scores and alerts to the fleet's state, where they can be shown. */
final class FleetIntake {
  private static final Logger log = LoggerFactory.getLogger(FleetIntake.class);
  private static final int LONGEST_ID = 256;

  /** Episode ids stand in paths of pages; scorers write UUIDs. */
  private static final Pattern EPISODE_ID = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

  private final KafkaAccess kafka;
  private final Fleet fleet;
  private final ScoreSources sources;
  private final Counter refused;
  private final Clock clock;
  private final AvroCodec<FrameScore> scores;
  private final AvroCodec<SensorSummary> summaries;
  private final AvroCodec<OodAlert> alerts;

  FleetIntake(KafkaAccess kafka, Fleet fleet, ScoreSources sources, Counter refused, Clock clock) {
    this.kafka = kafka;
    this.fleet = fleet;
    this.sources = sources;
    this.refused = refused;
    this.clock = clock;
    this.scores = AvroCodec.of(FrameScore.class, kafka.schemas());
    this.summaries = AvroCodec.of(SensorSummary.class, kafka.schemas());
    this.alerts = AvroCodec.of(OodAlert.class, kafka.schemas());
  }

  /**
   * Takes a record.
   *
   * @param scorePartitions how many the topic of scores has
   */
  void take(ConsumerRecord<String, byte[]> record, int scorePartitions) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    try {
      if (record.topic().equals(kafka.topics().alerts())) {
        alert(alerts.decode(value), Instant.ofEpochMilli(record.timestamp()));
      } else if (record.topic().equals(kafka.topics().summaries())) {
        summary(summaries.decode(value), scorePartitions);
      } else {
        score(scores.decode(value), record.partition());
      }
    } catch (WireException | IllegalArgumentException e) {
      refused.increment();
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("record skipped");
    }
  }

  private void alert(OodAlert alert, Instant writtenAt) {
    require(EPISODE_ID.matcher(alert.getEpisodeId()).matches(), "its id is no plain word");
    require(isId(alert.getSensorId()), "its sensor's id is blank or too long");
    fleet.alert(alert, writtenAt);
  }

  private void summary(SensorSummary summary, int scorePartitions) {
    require(isId(summary.getSensorId()), "its sensor's id is blank or too long");
    requireShowable(summary.getMostNovel());
    requireShowable(summary.getLast());
    require(summary.getFrames() > 0, "it is of no frame");
    require(
        isPart(summary.getNovel(), summary.getFrames())
            && isPart(summary.getMuted(), summary.getNovel()),
        "its counts contradict each other");
    require(
        summary.getDelays().stream()
            .allMatch(it -> it.getFrames() >= 0 && isPart(it.getStep(), DelaySteps.COUNT - 1)),
        "its delays are none");
    require(summary.getPValues().stream().allMatch(FleetIntake::isPValue), "a p-value is none");
    int partition = SensorPartition.of(summary.getSensorId(), scorePartitions);
    boolean counts = sources.summary(partition, summary.getFrom(), summary.getUntil());
    fleet.summarized(SeenSummary.of(summary), counts, clock.instant());
  }

  private void score(FrameScore score, int partition) {
    require(isId(score.getSensorId()) && isId(score.getFrameId()), "an id is blank or too long");
    require(isPValue(score.getPValue()), "its p-value is none");
    Instant now = clock.instant();
    if (sources.score(partition, score.getScoredAt(), now)) {
      fleet.seen(SeenFrame.of(score), now);
    }
  }

  private static void requireShowable(SummarizedFrame frame) {
    require(isId(frame.getFrameId()), "a frame's id is blank or too long");
    require(isPValue(frame.getPValue()), "a p-value is none");
  }

  private static boolean isPart(int part, int whole) {
    return part >= 0 && part <= whole;
  }

  private static boolean isPValue(double value) {
    return value > 0 && value <= 1;
  }

  private static boolean isId(String id) {
    return !id.isBlank() && id.length() <= LONGEST_ID;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
