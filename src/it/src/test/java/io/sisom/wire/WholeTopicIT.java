package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTopicIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private static Path dir;
  private static EmbeddedBroker broker;
  private static Map<String, Object> client;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of());
    client = Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatWasConfirmedBesideAnOpenTransactionIsWaitedFor() throws Exception {
    create("beside");
    try (KafkaProducer<String, byte[]> killed = producer("killed");
        KafkaProducer<String, byte[]> plain = producer("")) {
      send(plain, "beside", "before");
      killed.beginTransaction();
      send(killed, "beside", "never true");
      send(plain, "beside", "confirmed");

      CompletableFuture<List<String>> reading =
          CompletableFuture.supplyAsync(() -> keys("beside", PATIENCE));
      Thread.sleep(1_500);
      assertThat(reading).isNotDone();
      killed.abortTransaction();

      assertThat(reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .containsExactly("before", "confirmed");
    }
  }

  @Test
  void aCommitIsReadAsSoonAsItIsConfirmed() throws Exception {
    create("commits");
    try (KafkaProducer<String, byte[]> producer = producer("committer")) {
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        producer.beginTransaction();
        send(producer, "commits", "key-" + i);
        producer.commitTransaction();
        sent.add("key-" + i);
        assertThat(keys("commits", PATIENCE)).isEqualTo(sent);
      }
    }
  }

  @Test
  void whoCannotReadOnSaysWhereAndWhy() throws Exception {
    create("stuck");
    try (KafkaProducer<String, byte[]> open = producer("open")) {
      open.beginTransaction();
      send(open, "stuck", "never true");
      assertThatThrownBy(() -> keys("stuck", Duration.ofSeconds(2)))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("topic stuck is not read to its end")
          .hasMessageContaining("transaction open");
      open.abortTransaction();
    }
  }

  @Test
  void anEmptyTopicIsReadAtOnce() throws Exception {
    create("empty");
    assertThat(keys("empty", PATIENCE)).isEmpty();
  }

  private static List<String> keys(String topic, Duration patience) {
    List<String> keys = new ArrayList<>();
    try (WholeTopic whole = WholeTopic.open(client, topic)) {
      whole.readAll(record -> keys.add(record.key()), patience);
    }
    return keys;
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void send(KafkaProducer<String, byte[]> producer, String topic, String key)
      throws Exception {
    producer
        .send(new ProducerRecord<>(topic, 0, key, key.getBytes(StandardCharsets.UTF_8)))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Transactional where it has an id. */
  private static KafkaProducer<String, byte[]> producer(String id) {
    Map<String, Object> settings = new java.util.HashMap<>(client);
    if (!id.isEmpty()) {
      settings.put("transactional.id", id);
    }
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    if (!id.isEmpty()) {
      producer.initTransactions();
    }
    return producer;
  }
}
