package io.sisom.it.crash;

import io.sisom.cli.config.SisomConfig;
import io.sisom.schema.FrameScore;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads committed scores as they come and remembers when. */
final class ScoreWatch implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroCodec<FrameScore> codec = AvroCodec.of(FrameScore.class);
  private final List<Arrival> arrivals = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean stopped;

  ScoreWatch(SisomConfig config) {
    this.consumer = config.kafka().consumer();
    String topic = config.topics().scores();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    this.thread = new Thread(this::read, "score-watch");
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          add(new Arrival(codec.decode(record.value()), System.currentTimeMillis()));
        }
      }
    } catch (WireException | RuntimeException e) {
      failure.set(e);
    }
  }

  private synchronized void add(Arrival arrival) {
    arrivals.add(arrival);
  }

  /** All so far, each sensor's in the topic's order. */
  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** When the latest one came, ms since 1970. */
  synchronized long latest() {
    return arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).at();
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    Exception failed = failure.get();
    if (failed != null) {
      throw new AssertionError("the scores could not be read to their end", failed);
    }
  }
}
