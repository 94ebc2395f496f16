package io.sisom.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka Streams' clients, of which a producer throws once whenever a certain file appears: an
 * exception in a stream thread, between two records that a frame brings forth. A scorer takes it by
 * the setting {@code kafka.default.client.supplier}, so the program under test is unchanged.
 */
public final class FailingClients implements KafkaClientSupplier {
  /** Kafka's setting that names this class. */
  static final String SETTING = "kafka.default.client.supplier";

  private static final String PROPERTY = "sisom.crash.trigger";

  private final Path trigger = Path.of(System.getProperty(PROPERTY, "no-such-file"));

  /** The JVM option that names the file. */
  static String option(Path trigger) {
    return "-D" + PROPERTY + "=" + trigger;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new Failing(config, trigger);
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

  private static final class Failing extends KafkaProducer<byte[], byte[]> {
    private final Path trigger;

    Failing(Map<String, Object> config, Path trigger) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
      this.trigger = trigger;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
      try {
        if (Files.deleteIfExists(trigger)) {
          throw new IllegalStateException("a fault was asked for by " + trigger.getFileName());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.send(record, callback);
    }
  }
}
