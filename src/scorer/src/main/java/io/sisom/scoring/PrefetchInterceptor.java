package io.sisom.scoring;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Hands every polled frame to the batcher before Kafka Streams sees it (KIP-42 interceptor on the
 * main consumer), so that frames are scored in batches although Streams processes them one by one,
 * and no offset is ever committed before its answer has been forwarded.
 */
public final class PrefetchInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  /** Consumer property that holds the {@link FrameBatcher}. */
  public static final String BATCHER = "sisom.prefetch.batcher";

  /** Consumer property that names the topic to prefetch. */
  public static final String TOPIC = "sisom.prefetch.topic";

  private @Nullable FrameBatcher batcher;
  private String topic = "";

  @Override
  public void configure(Map<String, ?> properties) {
    batcher = (FrameBatcher) properties.get(BATCHER);
    topic = String.valueOf(properties.get(TOPIC));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (batcher == null) {
      throw new IllegalStateException("consumer property " + BATCHER + " is missing");
    }
    try {
      for (ConsumerRecord<byte[], byte[]> record : records.records(topic)) {
        record.headers().add(new PrefetchHeader(batcher.submit(record.value())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
