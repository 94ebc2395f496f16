package io.sisom.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka Streams' clients, of which a producer sleeps before it commits, once for a file: as a
 * process does that gets no processor for that long.
 */
public final class SleepyClients implements KafkaClientSupplier {
  /** The setting that names the file. */
  public static final String FILE = "kafka.producer.sisom.test.sleep.file";

  private static final String PROPERTY = "sisom.test.sleep.file";
  private static final Duration SLEEP = Duration.ofSeconds(4);

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new Sleepy(config, Path.of(String.valueOf(config.get(PROPERTY))));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  private static final class Sleepy extends KafkaProducer<byte[], byte[]> {
    private final Path file;

    Sleepy(Map<String, Object> config, Path file) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
      this.file = file;
    }

    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      try {
        if (Files.deleteIfExists(file)) {
          Thread.sleep(SLEEP.toMillis());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.sendOffsetsToTransaction(offsets, group);
    }
  }
}
