package io.sisom.scoring;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * Carries a frame's coming score from the poll to the processor inside this JVM. It never goes on
 * the wire: records sent onwards get headers of their own.
 *
 * @param outcome the coming score
 * @param arrivedAt when the record arrived, milliseconds since the epoch: Kafka's time of it, or
 *     where its producer chose that time, when it was polled
 * @param behind whether other frames waited for room when this one left
 */
record PrefetchHeader(CompletableFuture<FrameOutcome> outcome, long arrivedAt, boolean behind)
    implements Header {
  static final String KEY = "sisom-prefetch";
  private static final byte[] NOTHING = {};

  /** Of a frame that kept no other waiting. */
  PrefetchHeader(CompletableFuture<FrameOutcome> outcome, long arrivedAt) {
    this(outcome, arrivedAt, false);
  }

  /** When a record arrived that is polled now. */
  static long arrivedAt(ConsumerRecord<byte[], byte[]> record) {
    return record.timestampType() == TimestampType.LOG_APPEND_TIME
        ? record.timestamp()
        : System.currentTimeMillis();
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public byte[] value() {
    return NOTHING;
  }
}
