package io.sisom.bench;

import io.sisom.schema.FrameScore;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed scores as they arrive, from the moment it starts, on a thread of its own. */
final class ScoreReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final boolean named;
  private final Supplier<Rate.Moment> clock;
  private final AvroCodec<FrameScore> codec = AvroCodec.of(FrameScore.class);
  private final Map<String, Long> arrivals = new HashMap<>();
  private long count;
  private long repeated;
  private long firstCount;
  private Rate.Moment first = new Rate.Moment(0, 0);
  private Rate.Moment last = first;
  private volatile boolean closing;

  /**
   * Starts watching.
   *
   * @param named whether to remember when which frame's score came; otherwise they are counted
   */
  ScoreReader(BenchBroker rig, boolean named) {
    this(rig, rig.topics().scores(), named, Rate.Moment::now);
  }

  /** Starts counting what anybody writes to a topic, with a clock that knows its processor time. */
  ScoreReader(BenchBroker rig, String topic, Supplier<Rate.Moment> clock) {
    this(rig, topic, false, clock);
  }

  private ScoreReader(BenchBroker rig, String topic, boolean named, Supplier<Rate.Moment> clock) {
    this.named = named;
    this.clock = clock;
    this.consumer =
        new KafkaConsumer<>(
            rig.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.thread = new Thread(this::read, "bench-scores");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    while (!closing) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        take(records, clock.get());
      }
    }
    consumer.close();
  }

  private synchronized void take(ConsumerRecords<byte[], byte[]> records, Rate.Moment now) {
    if (count == 0) {
      first = now;
      firstCount = records.count();
    }
    count += records.count();
    last = now;
    if (named) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (arrivals.putIfAbsent(frameId(record.value()), now.nanos()) != null) {
          repeated++;
        }
      }
    }
    notifyAll();
  }

  private String frameId(byte[] value) {
    try {
      return codec.decode(value).getFrameId();
    } catch (WireException e) {
      throw new IllegalStateException("our own score cannot be read", e);
    }
  }

  /** Waits for {@code wanted} scores; how many came before nothing more did. */
  synchronized long await(long wanted) throws InterruptedException {
    long before = -1;
    while (count < wanted && count != before) {
      before = count;
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (count < wanted && count == before && System.nanoTime() < deadline) {
        wait(100);
      }
    }
    return count;
  }

  /**
   * The rate since the first scores came; those are left out, since nobody knows when work on them
   * began.
   */
  synchronized Rate rate() {
    return first.to(last, count - firstCount);
  }

  /** Scores so far. */
  synchronized long count() {
    return count;
  }

  /** Scores of frames that had one already. */
  synchronized long repeated() {
    return repeated;
  }

  /** When each frame's score came, System.nanoTime. */
  synchronized Map<String, Long> arrivals() {
    return Map.copyOf(arrivals);
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
