package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real consumer: it logs what an interceptor throws, and goes on without it. */
class PrefetchInterceptorTest {
  private static final String NO_BROKER = "localhost:1";

  @Test
  void aConsumerWithoutABatcherIsNotMade() {
    assertNotMade(Map.of(PrefetchInterceptor.TOPIC, "frames"), PrefetchInterceptor.BATCHER);
  }

  @Test
  void aConsumerWithSomethingElseForABatcherIsNotMade() {
    assertNotMade(
        Map.of(PrefetchInterceptor.TOPIC, "frames", PrefetchInterceptor.BATCHER, "a word"),
        PrefetchInterceptor.BATCHER);
  }

  @Test
  void aConsumerThatIsToldNoTopicIsNotMade() throws Exception {
    try (FrameBatcher batcher = batcher()) {
      assertNotMade(Map.of(PrefetchInterceptor.BATCHER, batcher), PrefetchInterceptor.TOPIC);
    }
  }

  @Test
  void whatTheBatcherDoesNotTakeIsToldWithTheRecord(@TempDir Path dir) throws Exception {
    FrameBatcher closed = batcher();
    closed.close();
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0, Map.of());
        KafkaConsumer<byte[], byte[]> consumer =
            consumer(
                broker.bootstrapServers(),
                Map.of(PrefetchInterceptor.TOPIC, "frames", PrefetchInterceptor.BATCHER, closed))) {
      send(broker, FrameBatcherTest.frame("f1"));
      ConsumerRecord<byte[], byte[]> record = first(consumer);
      Header header = record.headers().lastHeader(PrefetchHeader.KEY);
      assertThat(header).isInstanceOf(PrefetchHeader.class);
      assertThatThrownBy(() -> ((PrefetchHeader) header).outcome().get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("closed");
    }
  }

  private static void assertNotMade(Map<String, ?> extra, String key) {
    assertThatThrownBy(() -> consumer(NO_BROKER, extra).close())
        .rootCause()
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  private static ConsumerRecord<byte[], byte[]> first(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(new TopicPartition("frames", 0)));
    for (int i = 0; i < 100; i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        return record;
      }
    }
    throw new AssertionError("no record came");
  }

  private static void send(EmbeddedBroker broker, byte[] value) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic("frames", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("frames", value)).get();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers, Map<String, ?> extra) {
    Map<String, Object> settings = new HashMap<>(extra);
    settings.put("bootstrap.servers", servers);
    settings.put("auto.offset.reset", "earliest");
    settings.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, PrefetchInterceptor.class.getName());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static FrameBatcher batcher() {
    FrameLimits limits = FrameLimits.defaults();
    return new FrameBatcher(
        new BatchConfig(4, 1, Duration.ZERO, 8, 1 << 20, 1),
        new FrameReader(limits),
        new FrameDecoder(limits),
        new FrameBatcherTest.Device(),
        new ScoringMetrics(new SimpleMeterRegistry()));
  }
}
