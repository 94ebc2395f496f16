package io.sisom.broker;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.setting.Settings;
import io.sisom.testkit.EnabledWithDocker;
import io.sisom.testkit.KafkaInContainer;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The broker that users run, from its image, does what the embedded one does. */
@EnabledWithDocker
class ContainerBrokerIT {
  private static final Topics TOPICS = Settings.defaults(Topics.class);
  private static final int PARTITIONS = 3;

  private static KafkaInContainer kafka;

  @BeforeAll
  static void startKafkaAndMakeTopics() throws Exception {
    kafka = KafkaInContainer.start();
    try (Admin admin = Admin.create(connection())) {
      new TopicSetup(admin).create(TOPICS, PARTITIONS, (short) 1, Duration.ofSeconds(30));
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void makesTheSameTopicsOnce() throws Exception {
    try (Admin admin = Admin.create(connection())) {
      assertThat(admin.listTopics().names().get()).containsAll(TOPICS.all());
      assertThat(
              new TopicSetup(admin).create(TOPICS, PARTITIONS, (short) 1, Duration.ofSeconds(30)))
          .isEmpty();
    }
  }

  @Test
  void deliversCommittedTransactionsAloneAndEachRecordOnce() throws Exception {
    List<String> committed = names("committed", 100);
    try (KafkaProducer<String, String> producer = transactionalProducer()) {
      producer.initTransactions();
      send(producer, names("aborted", 40));
      producer.abortTransaction();
      send(producer, committed);
      producer.commitTransaction();
    }
    assertThat(readCommitted()).containsExactlyInAnyOrderElementsOf(committed);
  }

  private static void send(KafkaProducer<String, String> producer, List<String> values)
      throws Exception {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent =
        values.stream()
            .map(v -> producer.send(new ProducerRecord<>(TOPICS.scores(), v, v)))
            .collect(toList());
    producer.flush();
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
  }

  private static List<String> readCommitted() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS)
              .mapToObj(p -> new TopicPartition(TOPICS.scores(), p))
              .collect(toList());
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, Duration.ofSeconds(30));
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < deadline && !reached(consumer, ends)) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
      }
      assertThat(reached(consumer, ends)).as("all partitions read to their end").isTrue();
      return values;
    }
  }

  private static boolean reached(
      KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  private static KafkaProducer<String, String> transactionalProducer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "container-test"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).collect(toList());
  }

  private static Map<String, Object> connection() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
