package io.sisom.console;

import io.sisom.wire.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * How the console reaches Kafka.
 *
 * @param consumers properties of a consumer of committed records
 * @param producers properties of a producer
 * @param topics their names
 */
public record KafkaAccess(
    Map<String, Object> consumers, Map<String, Object> producers, Topics topics) {
  /** Copies the maps. */
  public KafkaAccess {
    consumers = Map.copyOf(consumers);
    producers = Map.copyOf(producers);
  }

  /** Settings of a consumer that belongs to no group and commits nothing, to add to. */
  public Map<String, Object> plainConsumers() {
    Map<String, Object> settings = new HashMap<>(consumers);
    settings.remove("group.id");
    settings.put("enable.auto.commit", "false");
    return settings;
  }
}
