package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with answers that come when the test gives them. */
class PrefetchConsumerTest {
  private static final String TOPIC = "frames";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final FrameOutcome DONE = new RejectedFrame("seen", "by a test");
  private static final int ROOM = 4;
  private static final int FRAMES = 10;

  private final EmbeddedBroker broker;
  private final ConcurrentLinkedQueue<CompletableFuture<FrameOutcome>> coming =
      new ConcurrentLinkedQueue<>();
  private final PrefetchConsumer consumer;

  PrefetchConsumerTest(@TempDir Path dir) {
    broker = EmbeddedBroker.start(dir, 0, Map.of());
    consumer =
        new PrefetchConsumer(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                3),
            new HeldFrames(
                TOPIC,
                new FramesInFlight(
                    (value, place) -> {
                      CompletableFuture<FrameOutcome> outcome = new CompletableFuture<>();
                      coming.add(outcome);
                      return outcome;
                    },
                    new FlightLimits(
                        ROOM, ROOM, 1 << 20, Duration.ofMinutes(2), Duration.ofMinutes(8)),
                    System::nanoTime)));
  }

  @BeforeEach
  void send() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      for (int i = 0; i < FRAMES; i++) {
        producer.send(new ProducerRecord<>(TOPIC, new byte[] {(byte) i})).get();
      }
    }
    consumer.assign(List.of(PARTITION));
  }

  @AfterEach
  void stop() {
    consumer.close();
    broker.close();
  }

  @Test
  void pollsReturnThoughNoAnswerComesAndNoMoreIsReadThanFits() {
    pollUntilInFlight(ROOM);
    for (int i = 0; i < 5; i++) {
      assertThat(consumer.poll(Duration.ofMillis(50)).isEmpty()).isTrue();
    }
    assertThat(coming).hasSize(ROOM);
    assertThat(consumer.position(PARTITION)).as("to whoever asks").isZero();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void allComeInTheirOrderWhenTheyAreAnsweredInAny() {
    List<Long> offsets = new ArrayList<>();
    while (offsets.size() < FRAMES) {
      pollUntilInFlight(Math.min(ROOM, FRAMES - offsets.size()));
      List<CompletableFuture<FrameOutcome>> open = new ArrayList<>(coming);
      for (int i = open.size() - 1; i > 0; i--) {
        open.get(i).complete(DONE);
        assertThat(consumer.poll(Duration.ofMillis(10)).isEmpty()).isTrue();
      }
      open.get(0).complete(DONE);
      ConsumerRecords<byte[], byte[]> answered = consumer.poll(Duration.ofSeconds(10));
      answered.forEach(record -> offsets.add(record.offset()));
      coming.removeAll(open);
      assertThat(answered.nextOffsets())
          .hasEntrySatisfying(
              PARTITION, next -> assertThat(next.offset()).isEqualTo(offsets.size()));
      assertThat(consumer.position(PARTITION)).isEqualTo(offsets.size());
    }
    assertThat(offsets).containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
  }

  @Test
  void whatIsHeldIsReadAgainAfterASeek() {
    pollUntilInFlight(ROOM);
    List<CompletableFuture<FrameOutcome>> before = List.copyOf(coming);
    consumer.seek(PARTITION, new OffsetAndMetadata(1));
    assertThat(before).allMatch(CompletableFuture::isCancelled);
    coming.clear();
    pollUntilInFlight(ROOM);
    coming.forEach(outcome -> outcome.complete(DONE));
    List<Long> offsets = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
      offsets.add(record.offset());
    }
    assertThat(offsets)
        .containsExactlyElementsOf(IntStream.range(1, 1 + ROOM).mapToObj(Long::valueOf).toList());
  }

  @Test
  void nothingOfAPausedPartitionComes() {
    pollUntilInFlight(ROOM);
    consumer.pause(List.of(PARTITION));
    coming.forEach(outcome -> outcome.complete(DONE));
    assertThat(consumer.poll(Duration.ofMillis(100)).isEmpty()).isTrue();
    assertThat(consumer.paused()).containsExactly(PARTITION);
    consumer.resume(List.of(PARTITION));
    assertThat(consumer.poll(Duration.ofSeconds(10)).count()).isEqualTo(ROOM);
  }

  private void pollUntilInFlight(int frames) {
    for (int i = 0; coming.size() < frames && i < 600; i++) {
      assertThat(consumer.poll(Duration.ofMillis(50)).isEmpty()).isTrue();
    }
    assertThat(coming).hasSize(frames);
  }
}
