package io.sisom.scoring;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.StreamsConfig;

/** How long the broker lets a scorer's transaction last, by {@code kafka.*} settings. */
public final class TransactionTimeout {
  /** Kafka's own key for producers; a value for Kafka Streams' producers alone comes first. */
  private static final String KEY = "transaction.timeout.ms";

  /** What Kafka Streams takes where nothing is said. */
  private static final String USUAL = "10000";

  private TransactionTimeout() {}

  /**
   * In milliseconds; empty where what is said is no number, which Kafka refuses itself.
   *
   * @param kafka client properties
   */
  public static OptionalLong millis(Map<String, String> kafka) {
    String said =
        kafka.getOrDefault(StreamsConfig.producerPrefix(KEY), kafka.getOrDefault(KEY, USUAL));
    return said.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(said)) : OptionalLong.empty();
  }
}
