package io.sisom.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the schemas that this program writes with where readers find them. To be done before the
 * first record, and done once: what stands on the topic is not written again. A topic that is not
 * there, or may not be written, is told in the log and stops nobody: readers of the same version or
 * a later one need it not.
 */
public final class SchemaPublisher {
  private static final Logger log = LoggerFactory.getLogger(SchemaPublisher.class);
  private static final int PATIENCE_SECONDS = 10;

  private SchemaPublisher() {}

  /**
   * Writes those that are missing, and returns when they are confirmed.
   *
   * @param consumers settings of a consumer
   * @param producers settings of a producer
   * @return how many were written
   */
  public static int publish(Map<String, ?> consumers, Map<String, ?> producers, String topic) {
    try (SchemaTopic schemas = new SchemaTopic(consumers, topic)) {
      return publish(schemas, producers);
    }
  }

  /** The same, over a topic that the caller closes. */
  public static int publish(SchemaTopic schemas, Map<String, ?> producers) {
    try {
      if (!schemas.catchUp()) {
        untold(schemas, "the topic is not there, or may not be read");
        return 0;
      }
      Map<Long, byte[]> missing = OurSchemas.texts();
      missing.keySet().removeIf(schemas::stands);
      if (!missing.isEmpty()) {
        send(missing, producers, schemas.name());
      }
      return missing.size();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      untold(schemas, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static void send(Map<Long, byte[]> schemas, Map<String, ?> producers, String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(producers);
    settings.remove("transactional.id");
    settings.put("max.block.ms", TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      schemas.forEach(
          (fingerprint, text) ->
              sent.add(
                  producer.send(new ProducerRecord<>(topic, OurSchemas.key(fingerprint), text))));
      producer.flush();
      for (Future<?> each : sent) {
        each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static void untold(SchemaTopic schemas, String reason) {
    log.atWarn()
        .addKeyValue("topic", schemas.name())
        .addKeyValue("reason", reason)
        .log("schemas not published; programs older than this one cannot read what it writes");
  }
}
