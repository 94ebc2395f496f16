package io.sisom.service;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the committed records of one topic and passes each to a handler as it arrives. */
public final class Subscription {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings kafka;
  private final String topic;

  /** To all partitions of {@code topic}. */
  public Subscription(KafkaSettings kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /**
   * Reads for as long as asked.
   *
   * @param fromBeginning or from what comes next
   * @param goOn whether to go on, given how long nothing has come
   * @param afterPoll runs after each poll that brought something
   */
  public void read(
      boolean fromBeginning,
      Predicate<Duration> goOn,
      Consumer<ConsumerRecord<String, byte[]>> onRecord,
      Runnable afterPoll) {
    try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
      assign(consumer, fromBeginning);
      long lastCame = System.nanoTime();
      while (goOn.test(Duration.ofNanos(System.nanoTime() - lastCame))) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          records.forEach(onRecord);
          afterPoll.run();
          lastCame = System.nanoTime();
        }
      }
    }
  }

  private void assign(KafkaConsumer<String, byte[]> consumer, boolean fromBeginning) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new CommandFailure(
          "topic " + topic + " does not exist; create it with 'sisom topics create'");
    }
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }
  }
}
