package io.sisom.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/** Waits until a broker has deleted records because of their age. */
public final class Retention {
  /** Broker settings with which it looks for old records all the time. */
  public static final Map<String, String> AT_ONCE =
      Map.of("log.retention.check.interval.ms", "100", "log.initial.task.delay.ms", "100");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Admin admin;
  private final String servers;

  /** Of the broker behind {@code admin} at {@code servers}. */
  public Retention(Admin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  /**
   * Returns when the broker has looked through all its topics for old records and deleted them: a
   * topic of its default settings lost one. Twice, as the first time it may have looked at the
   * other topics before.
   */
  public void awaitLook() throws Exception {
    Instant old = Instant.now().minus(Duration.ofDays(30));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
      for (int times = 0; times < 2; times++) {
        String witness = "witness-" + UUID.randomUUID();
        admin.createTopics(List.of(new NewTopic(witness, 1, (short) 1))).all().get();
        producer.send(new ProducerRecord<>(witness, 0, old.toEpochMilli(), "", "")).get();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (deleted(witness) == 0) {
          if (System.nanoTime() > deadline) {
            throw new AssertionError("the broker deletes nothing, however old");
          }
          Thread.sleep(20);
        }
      }
    }
  }

  /** How many records of a topic are deleted. */
  public long deleted(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    for (TopicDescription described :
        admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
      described
          .partitions()
          .forEach(p -> first.put(new TopicPartition(topic, p.partition()), OffsetSpec.earliest()));
    }
    return admin.listOffsets(first).all().get().values().stream()
        .mapToLong(it -> it.offset())
        .sum();
  }

  /** Sets one setting of a topic. */
  public void set(String topic, String key, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
