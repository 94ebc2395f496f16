package io.sisom.app.cli;

import io.sisom.app.config.SisomConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads one topic's committed records and hands them on as they come. */
final class Subscription {
  private static final Duration POLL = Duration.ofMillis(100);

  private final SisomConfig config;
  private final String topic;

  Subscription(SisomConfig config, String topic) {
    this.config = config;
    this.topic = topic;
  }

  /**
   * Reads until nothing has come for a while.
   *
   * @param fromBeginning or from what comes next
   * @param untilIdle null reads on until the process ends
   * @param afterPoll runs after each poll that brought something
   * @return records read
   */
  long read(
      boolean fromBeginning,
      @org.jspecify.annotations.Nullable Duration untilIdle,
      Consumer<ConsumerRecord<String, byte[]>> onRecord,
      Runnable afterPoll) {
    long count = 0;
    try (KafkaConsumer<String, byte[]> consumer = config.kafka().consumer()) {
      assign(consumer, fromBeginning);
      long lastCame = System.nanoTime();
      while (untilIdle == null || System.nanoTime() - lastCame < untilIdle.toNanos()) {
        var records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          records.forEach(onRecord);
          afterPoll.run();
          count += records.count();
          lastCame = System.nanoTime();
        }
      }
    }
    return count;
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
