package io.sisom.it.rig;

import io.sisom.service.KafkaSettings;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed on a topic, from its beginning. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  /** Over all partitions of {@code topic}. */
  public TopicReader(KafkaSettings kafka, String topic) {
    this.consumer = kafka.consumer();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Polls until {@code enough} holds for all records so far, or time is up; all records so far. */
  public List<ConsumerRecord<String, byte[]>> until(
      Predicate<List<ConsumerRecord<String, byte[]>>> enough, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!enough.test(seen) && System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    }
    return List.copyOf(seen);
  }

  /** Polls for as long as {@code time}; all records so far. */
  public List<ConsumerRecord<String, byte[]>> during(Duration time) {
    return until(records -> false, time);
  }

  /** The values of records. */
  public static <T extends SpecificRecord> List<T> values(
      Class<T> type, List<ConsumerRecord<String, byte[]>> records) throws WireException {
    AvroCodec<T> codec = AvroCodec.of(type);
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      values.add(codec.decode(record.value()));
    }
    return values;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
