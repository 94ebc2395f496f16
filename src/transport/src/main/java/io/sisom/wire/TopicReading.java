package io.sisom.wire;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What a {@link TopicFollower} does with the records that one connection brings; one thread. A
 * {@link org.apache.kafka.common.KafkaException} or an {@link IOException} is trouble that may
 * pass: another reading begins after a pause. Any other exception is a bug, and ends the following.
 */
public interface TopicReading extends AutoCloseable {
  /** Opens one for each connection. */
  interface Source {
    /** The next. */
    TopicReading open() throws IOException;
  }

  /** Moves a consumer, which has the partitions assigned, to where reading begins. */
  void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions)
      throws IOException, InterruptedException;

  /**
   * Takes what a poll brought, which may be nothing. Whatever it waits for must end when its thread
   * is interrupted: that is how closing ends a wait.
   *
   * @return whether to go on; otherwise another reading begins after a pause
   */
  boolean take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
      throws IOException, InterruptedException;

  /** The connection is over. */
  @Override
  default void close() throws IOException {}
}
