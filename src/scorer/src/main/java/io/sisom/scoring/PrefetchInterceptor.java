package io.sisom.scoring;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka Streams makes its own consumer ({@code group.protocol=streams}) and {@link
 * PrefetchConsumer} cannot be used: hands every polled frame to the batcher before Kafka Streams
 * sees it (KIP-42 interceptor on the main consumer), so that frames are scored in batches although
 * Streams processes them one by one, and no offset is ever committed before its answer has been
 * forwarded.
 */
public final class PrefetchInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  /** Consumer property that holds the {@link FrameBatcher}. */
  public static final String BATCHER = "sisom.prefetch.batcher";

  /** Consumer property that names the topic to prefetch. */
  public static final String TOPIC = "sisom.prefetch.topic";

  private @Nullable FrameBatcher batcher;
  private String topic = "";

  /**
   * @throws ConfigException where a property is missing or not what it should be: then no consumer
   *     is made. It must be found here: what {@link #onConsume} throws Kafka logs and swallows.
   */
  @Override
  public void configure(Map<String, ?> properties) {
    if (!(properties.get(BATCHER) instanceof FrameBatcher given)) {
      throw new ConfigException("consumer property " + BATCHER + " must hold a FrameBatcher");
    }
    if (!(properties.get(TOPIC) instanceof String named) || named.isEmpty()) {
      throw new ConfigException("consumer property " + TOPIC + " must name the topic of frames");
    }
    batcher = given;
    topic = named;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    FrameBatcher frames = Objects.requireNonNull(batcher, "Kafka calls configure first");
    try {
      for (ConsumerRecord<byte[], byte[]> record : records.records(topic)) {
        long arrivedAt = PrefetchHeader.arrivedAt(record);
        record.headers().add(new PrefetchHeader(outcome(frames, record, arrivedAt), arrivedAt));
      }
    } catch (InterruptedException e) {
      // The stream thread is told to end; it hears so where it waits for the first answer.
      Thread.currentThread().interrupt();
    }
    return records;
  }

  /** A mistake is told with the record, where the processor waits for its answer. */
  private static CompletableFuture<FrameOutcome> outcome(
      FrameBatcher batcher, ConsumerRecord<byte[], byte[]> record, long arrivedAt)
      throws InterruptedException {
    try {
      return batcher.submit(
          record.value(),
          new FramePlace(record.partition(), record.offset(), record.timestamp(), arrivedAt));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
