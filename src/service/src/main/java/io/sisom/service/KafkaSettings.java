package io.sisom.service;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Everything under {@code kafka.}, handed to Kafka's own clients without the prefix and otherwise
 * untouched.
 *
 * @param properties for example {@code bootstrap.servers}, {@code security.protocol}
 */
public record KafkaSettings(Map<String, String> properties) {
  private static final String PREFIX = "kafka.";
  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String FRAME_BYTES = Integer.toString(8 << 20);

  /** A copy. */
  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  /** Kafka's own among all settings, without their prefix; {@code localhost:9092} by default. */
  public static KafkaSettings of(Map<String, String> settings) {
    Map<String, String> kafka = new HashMap<>(Map.of(BOOTSTRAP, "localhost:9092"));
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            kafka.put(key.substring(PREFIX.length()), value);
          }
        });
    return new KafkaSettings(kafka);
  }

  /** All settings but Kafka's. */
  public static Map<String, String> others(Map<String, String> settings) {
    Map<String, String> own = new HashMap<>(settings);
    own.keySet().removeIf(key -> key.startsWith(PREFIX));
    return own;
  }

  /** Where the first brokers are, as set. */
  public String bootstrapServers() {
    return properties.getOrDefault(BOOTSTRAP, "");
  }

  /** An admin client; the caller closes it. */
  public Admin admin() {
    return Admin.create(new HashMap<String, Object>(properties));
  }

  /**
   * A producer that loses nothing it was given: idempotent, all acknowledgements; the caller closes
   * it.
   */
  public KafkaProducer<String, byte[]> producer() {
    Map<String, Object> config = producerProperties();
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** The same for transactions under this id; of two with one id the later fences the earlier. */
  public KafkaProducer<String, byte[]> transactionalProducer(String id) {
    Map<String, Object> config = producerProperties();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * A producer for what may be lost: it keeps nobody waiting for a topic that is not there. The
   * caller closes it.
   */
  public KafkaProducer<String, byte[]> impatientProducer() {
    Map<String, Object> config = producerProperties();
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** What {@link #producer()} is made of. */
  public Map<String, Object> producerProperties() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, FRAME_BYTES);
    config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
    config.putAll(properties);
    return config;
  }

  /**
   * A consumer of committed records without a group; the caller assigns partitions and closes it.
   */
  public KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        consumerProperties(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** What {@link #consumer()} is made of. */
  public Map<String, Object> consumerProperties() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // Where retention overtakes a reader it goes on with what is left, and does not pass over it.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FRAME_BYTES);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20));
    config.putAll(properties);
    return config;
  }
}
