package io.sisom.console.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.console.KafkaAccess;
import io.sisom.live.Fleet;
import io.sisom.live.LiveConfig;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads summaries and alerts into the fleet's state: a bounded number of records back from their
 * ends, then what comes. Scores it reads only of partitions whose scorers write no summaries, as
 * those of an earlier version. It commits nothing and belongs to no group.
 */
final class FleetFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration CHECK = Duration.ofSeconds(5);

  private final KafkaAccess kafka;
  private final Fleet fleet;
  private final int history;
  private final Clock clock;
  private final ScoreSources sources = new ScoreSources();
  private final FleetIntake intake;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final TopicFollower follower;

  private FleetFollower(
      KafkaAccess kafka, LiveConfig config, Fleet fleet, MeterRegistry registry, Clock clock) {
    this.kafka = kafka;
    this.fleet = fleet;
    this.history = config.historyRecords();
    this.clock = clock;
    Counter refused =
        Counter.builder("sisom.live.refused")
            .description("Records of summaries, scores and alerts that the live page cannot show")
            .register(registry);
    this.intake = new FleetIntake(kafka, fleet, sources, refused, clock);
    this.follower = new TopicFollower(plan(), Feeding::new);
  }

  static FleetFollower start(
      KafkaAccess kafka, LiveConfig config, Fleet fleet, MeterRegistry registry, Clock clock) {
    FleetFollower feed = new FleetFollower(kafka, config, fleet, registry, clock);
    feed.follower.start();
    return feed;
  }

  private TopicFollower.Plan plan() {
    Map<String, Object> settings = kafka.plainConsumers();
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 5_000);
    return TopicFollower.Plan.of(
            "fleet-feed",
            List.of(kafka.topics().summaries(), kafka.topics().scores(), kafka.topics().alerts()),
            settings,
            POLL)
        .pausing(PAUSE, PAUSE);
  }

  private final class Feeding implements TopicReading {
    /** Ends of the summaries when reading began, until it has come so far. */
    private final Map<TopicPartition, Long> summariesAhead = new HashMap<>();

    private List<TopicPartition> scores = List.of();
    private Instant checked = Instant.EPOCH;

    /** Where it was, or a bounded way back from the end; scores wait for the summaries. */
    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      scores = ofTopic(partitions, kafka.topics().scores());
      consumer.pause(scores);
      List<TopicPartition> summaries = ofTopic(partitions, kafka.topics().summaries());
      goBack(consumer, summaries);
      goBack(consumer, ofTopic(partitions, kafka.topics().alerts()));
      summariesAhead.putAll(consumer.endOffsets(summaries));
    }

    @Override
    public boolean take(
        Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
      for (ConsumerRecord<String, byte[]> record : records) {
        intake.take(record, scores.size());
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      Instant now = clock.instant();
      if (!summariesAhead.isEmpty()) {
        summariesAhead
            .entrySet()
            .removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (summariesAhead.isEmpty()) {
          resume(consumer, scores);
        }
      } else if (!now.isBefore(checked.plus(CHECK))) {
        checked = now;
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(scores).forEach((score, end) -> ends.put(score.partition(), end));
        var lost = sources.withoutSummaries(ends, now);
        resume(consumer, scores.stream().filter(it -> lost.contains(it.partition())).toList());
      }
      consumer.pause(scores.stream().filter(it -> !sources.singly(it.partition())).toList());
      fleet.unsummarized(sources.unsummarized(now));
      return true;
    }

    private void resume(Consumer<String, byte[]> consumer, List<TopicPartition> some) {
      List<TopicPartition> singly =
          some.stream().filter(it -> sources.singly(it.partition())).toList();
      goBack(consumer, singly);
      consumer.resume(singly);
    }

    private void goBack(Consumer<String, byte[]> consumer, List<TopicPartition> some) {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(some);
      Map<TopicPartition, Long> ends = consumer.endOffsets(some);
      for (TopicPartition partition : some) {
        long back = ends.getOrDefault(partition, 0L) - history / some.size();
        long from = Math.max(begins.getOrDefault(partition, 0L), back);
        consumer.seek(partition, Math.max(from, positions.getOrDefault(partition, 0L)));
      }
    }
  }

  private static List<TopicPartition> ofTopic(List<TopicPartition> partitions, String topic) {
    return partitions.stream().filter(it -> it.topic().equals(topic)).toList();
  }

  /** The bug that ended it. */
  Optional<Throwable> failure() {
    return follower.failure();
  }

  @Override
  public void close() {
    follower.close();
  }
}
