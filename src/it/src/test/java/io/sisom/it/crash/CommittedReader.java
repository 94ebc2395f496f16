package io.sisom.it.crash;

import io.sisom.candidate.ToFleetSerde;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorSummary;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the scorers of one trial committed: offsets and records. */
final class CommittedReader {
  private static final int LOOKS = 20;

  private final SisomConfig config;
  private final String pool;

  CommittedReader(SisomConfig config) {
    this.config = config;
    this.pool = config.scoring().applicationId() + "-candidate-pool-repartition";
  }

  /** Whether the scorers' committed offsets have reached the end of what they read. */
  boolean allCommitted() throws Exception {
    try (Admin admin = config.kafka().admin()) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (var topic : admin.describeTopics(existing(admin)).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                p ->
                    latest.put(
                        new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
      }
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(config.scoring().applicationId())
              .partitionsToOffsetAndMetadata()
              .get();
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .allMatch(
              end -> {
                OffsetAndMetadata at = committed.get(end.getKey());
                long from = at == null ? 0 : at.offset();
                return from >= end.getValue().offset()
                    || (end.getKey().topic().equals(pool)
                        && holdsNone(end.getKey(), from, end.getValue().offset()));
              });
    }
  }

  /**
   * Whether no record follows: a transaction ends with one of its own that no consumer's offset
   * need pass, and partitions pass on what they have in several transactions at once.
   */
  private boolean holdsNone(TopicPartition partition, long from, long end) {
    try (KafkaConsumer<String, byte[]> consumer = config.kafka().consumer()) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      for (int look = 0; look < LOOKS && consumer.position(partition) < end; look++) {
        if (!consumer.poll(Duration.ofMillis(100)).isEmpty()) {
          return false;
        }
      }
      // Not so while a transaction is open.
      return consumer.position(partition) >= end;
    }
  }

  /** The topics that scorers read; one that is not as it should be may have no pool. */
  private List<String> existing(Admin admin) throws Exception {
    Set<String> present = admin.listTopics().names().get();
    return Stream.of(config.topics().frames(), pool).filter(present::contains).toList();
  }

  /** All that is committed. */
  Outputs read(List<Arrival> scores) throws WireException {
    AvroCodec<LabelCandidate> candidateCodec = AvroCodec.of(LabelCandidate.class);
    List<WindowReplay.Placed> candidates = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : all(config.topics().candidates())) {
      candidates.add(
          new WindowReplay.Placed(candidateCodec.decode(record.value()), record.partition()));
    }
    var given = ToFleetSerde.of(WriterSchemas.none()).deserializer();
    return new Outputs(
        scores,
        TopicReader.values(OodAlert.class, all(config.topics().alerts())),
        TopicReader.values(SensorSummary.class, all(config.topics().summaries())),
        all(pool).stream()
            .map(it -> new WindowReplay.Given(it.key(), given.deserialize(pool, it.value())))
            .toList(),
        candidates,
        all(config.topics().deadLetters()).stream()
            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
            .toList());
  }

  private List<ConsumerRecord<String, byte[]>> all(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = config.kafka().consumer()) {
      if (!consumer.listTopics().containsKey(topic)) {
        return records;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // The last stable offset: what no open transaction can still take back.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
