package io.sisom.console;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far label-candidates was read.
 *
 * @param positions of the partitions that were read further
 * @param group under which they are kept
 */
record ReadSoFar(Map<TopicPartition, OffsetAndMetadata> positions, ConsumerGroupMetadata group) {
  ReadSoFar {
    positions = Map.copyOf(positions);
  }
}
