package io.sisom.scoring;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns a rejected record into a dead letter: the value untouched (left out only beyond 8 MiB), and
 * headers that say where it came from and why it could not be scored. Header names are those of
 * Kafka Streams' own dead letters (KIP-1034).
 */
final class DeadLetterStamp extends ContextualProcessor<byte[], Answered, byte[], byte[]> {
  private static final String PREFIX = "__streams.errors.";

  /** What came compressed may be larger than anything that can be sent on. */
  private static final int LARGEST_VALUE = 8 << 20;

  private static final String LEFT_OUT =
      "; too large to send on: the value is left out here, read it at its offset";

  private final ScoringMetrics metrics;

  DeadLetterStamp(ScoringMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void process(Record<byte[], Answered> record) {
    if (record.value().outcome() instanceof RejectedFrame rejected) {
      Headers headers = new RecordHeaders();
      stamp(headers, "exception", rejected.kind());
      byte[] value = record.value().value();
      boolean fits = value == null || value.length <= LARGEST_VALUE;
      stamp(headers, "message", fits ? rejected.reason() : rejected.reason() + LEFT_OUT);
      context().recordMetadata().ifPresent(source -> stampSource(headers, source));
      metrics.deadLettered(rejected.kind());
      long now = context().currentSystemTimeMs();
      context().forward(new Record<>(record.key(), fits ? value : null, now, headers));
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
