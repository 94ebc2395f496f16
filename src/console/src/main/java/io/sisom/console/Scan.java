package io.sisom.console;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A stretch of one partition, read record by record until its end, a number of bytes, or until it
 * took too long.
 */
final class Scan {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long MOST_BYTES = 64L << 20;

  private final KafkaConsumer<String, byte[]> reader;
  private final TopicPartition partition;
  private final long to;
  private final long deadline = System.nanoTime() + Readers.PATIENCE.toNanos();
  private long bytes;
  private boolean timedOut;

  /** From {@code from} to before {@code to}. */
  Scan(KafkaConsumer<String, byte[]> reader, TopicPartition partition, long from, long to) {
    this.reader = reader;
    this.partition = partition;
    this.to = to;
    reader.assign(List.of(partition));
    reader.seek(partition, from);
  }

  /** Its records, once. */
  Iterable<ConsumerRecord<String, byte[]>> records() {
    return Records::new;
  }

  /** Whether it ended because Kafka was slow. */
  boolean timedOut() {
    return timedOut;
  }

  private final class Records implements Iterator<ConsumerRecord<String, byte[]>> {
    private Iterator<ConsumerRecord<String, byte[]>> polled =
        List.<ConsumerRecord<String, byte[]>>of().iterator();

    @Override
    public boolean hasNext() {
      while (!polled.hasNext() && reader.position(partition) < to && bytes < MOST_BYTES) {
        if (System.nanoTime() > deadline) {
          timedOut = true;
          return false;
        }
        polled = reader.poll(POLL).iterator();
      }
      return polled.hasNext();
    }

    @Override
    public ConsumerRecord<String, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the stretch is read");
      }
      ConsumerRecord<String, byte[]> record = polled.next();
      bytes += Math.max(0, record.serializedValueSize());
      return record;
    }
  }
}
