package io.sisom.console;

import io.sisom.wire.SchemaPublisher;
import io.sisom.wire.SchemaTopic;
import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.util.HashMap;
import java.util.Map;

/**
 * How the console reaches Kafka.
 *
 * @param consumers properties of a consumer of committed records
 * @param producers properties of a producer
 * @param topics their names
 * @param schemas of records that other versions wrote
 */
public record KafkaAccess(
    Map<String, Object> consumers,
    Map<String, Object> producers,
    Topics topics,
    WriterSchemas schemas) {
  /** Copies the maps. */
  public KafkaAccess {
    consumers = Map.copyOf(consumers);
    producers = Map.copyOf(producers);
  }

  /** With the schemas that lie on their topic. */
  public KafkaAccess(Map<String, Object> consumers, Map<String, Object> producers, Topics topics) {
    this(consumers, producers, topics, new SchemaTopic(consumers, topics.schemas()));
  }

  /** Puts this program's own schemas there. */
  void publishSchemas() {
    SchemaPublisher.publish(consumers, producers, topics.schemas());
  }

  /** Settings of a consumer that belongs to no group and commits nothing, to add to. */
  public Map<String, Object> plainConsumers() {
    Map<String, Object> settings = new HashMap<>(consumers);
    settings.remove("group.id");
    settings.put("enable.auto.commit", "false");
    return settings;
  }
}
