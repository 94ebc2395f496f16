package io.sisom.console;

import java.time.Clock;
import java.util.Optional;

/**
 * The queue's topic on Kafka.
 *
 * @param clock tells when it was taken over, and when its owner was last heard of
 */
record KafkaQueueTopic(KafkaAccess kafka, Clock clock) implements QueueTopic {
  @Override
  public QueueLog takeOver(String name) {
    return QueueStore.takeOver(kafka, name, clock);
  }

  @Override
  public Optional<Owner> owner() {
    return QueueStore.owner(kafka);
  }
}
