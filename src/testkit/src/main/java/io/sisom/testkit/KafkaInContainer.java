package io.sisom.testkit;

import java.time.Duration;
import java.util.Optional;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A one-node Kafka in a container of its own, with the limits of the project's embedded broker: no
 * topics made by the way, records up to 8 MiB.
 */
public final class KafkaInContainer implements AutoCloseable {
  /** Environment variable that names another image than the official one. */
  public static final String IMAGE_VARIABLE = "SISOM_TEST_KAFKA_IMAGE";

  private static final String OFFICIAL_IMAGE = "apache/kafka:4.3.1";
  private static final String MAX_BYTES = Integer.toString(8 << 20);

  private final KafkaContainer container;

  private KafkaInContainer(KafkaContainer container) {
    this.container = container;
  }

  /** Starts the broker and returns when it runs; needs a Docker engine. */
  public static KafkaInContainer start() {
    KafkaContainer container =
        new KafkaContainer(image())
            .withStartupTimeout(Duration.ofMinutes(2))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", MAX_BYTES)
            .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", MAX_BYTES)
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
            .withEnv("KAFKA_GROUP_STREAMS_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    return new KafkaInContainer(container);
  }

  /** The address clients connect to. */
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.close();
  }

  /** The image that tests run: the official one, or {@link #IMAGE_VARIABLE}'s. */
  static DockerImageName image() {
    String name = Optional.ofNullable(System.getenv(IMAGE_VARIABLE)).orElse(OFFICIAL_IMAGE);
    return DockerImageName.parse(name).asCompatibleSubstituteFor("apache/kafka");
  }
}
