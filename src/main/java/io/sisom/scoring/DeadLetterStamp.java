package io.sisom.scoring;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns a rejected record into a dead letter: the value untouched, and headers that say where it
 * came from and why it could not be scored. Header names are those of Kafka Streams' own dead
 * letters (KIP-1034).
 */
final class DeadLetterStamp extends ContextualProcessor<byte[], Answered, byte[], byte[]> {
  private static final String PREFIX = "__streams.errors.";

  private final ScoringMetrics metrics;

  DeadLetterStamp(ScoringMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void process(Record<byte[], Answered> record) {
    if (record.value().outcome() instanceof RejectedFrame rejected) {
      Headers headers = new RecordHeaders();
      stamp(headers, "exception", rejected.kind());
      stamp(headers, "message", rejected.reason());
      context().recordMetadata().ifPresent(source -> stampSource(headers, source));
      metrics.deadLettered(rejected.kind());
      context()
          .forward(new Record<>(record.key(), record.value().value(), record.timestamp(), headers));
    }
  }

  private static void stampSource(Headers headers, RecordMetadata source) {
    stamp(headers, "topic", source.topic());
    stamp(headers, "partition", Integer.toString(source.partition()));
    stamp(headers, "offset", Long.toString(source.offset()));
  }

  private static void stamp(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
