package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterStampTest {
  private static final int LARGEST = 8 << 20;
  private static final long NOW = 1_700_000_000_000L;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final DeadLetterStamp stamp = new DeadLetterStamp(new ScoringMetrics(registry));

  @Test
  void saysWhereARejectedRecordCameFromAndWhy() {
    context.setRecordMetadata("frames", 2, 77);
    byte[] value = {1, 2, 3};
    Record<?, ?> letter = stamped(value, new RejectedFrame("garbage", "no frame in Avro"));
    assertThat(letter.key()).isEqualTo(new byte[] {9});
    assertThat(letter.value()).isSameAs(value);
    assertThat(letter.timestamp()).as("of its writing, not of the frame").isEqualTo(NOW);
    assertThat(headers(letter))
        .isEqualTo(
            Map.of(
                "__streams.errors.exception", "garbage",
                "__streams.errors.message", "no frame in Avro",
                "__streams.errors.topic", "frames",
                "__streams.errors.partition", "2",
                "__streams.errors.offset", "77"));
    assertThat(registry.counter("sisom.frames.dead.lettered", "reason", "garbage").count())
        .isEqualTo(1);
  }

  @Test
  void aRecordWithoutAValueKeepsNone() {
    Record<?, ?> letter = stamped(null, new RejectedFrame("garbage", "empty"));
    assertThat(letter.value()).isNull();
    assertThat(headers(letter)).containsEntry("__streams.errors.message", "empty");
  }

  @Test
  void theLargestValueThatCanBeSentIsKept() {
    byte[] value = new byte[LARGEST];
    assertThat(stamped(value, new RejectedFrame("garbage", "large")).value()).isSameAs(value);
  }

  @Test
  void aLargerOneIsLeftOutAndThatIsSaid() {
    Record<?, ?> letter = stamped(new byte[LARGEST + 1], new RejectedFrame("garbage", "large"));
    assertThat(letter.value()).isNull();
    assertThat(headers(letter).get("__streams.errors.message"))
        .isEqualTo(
            "large; too large to send on: the value is left out here, read it at its offset");
  }

  private Record<?, ?> stamped(byte @Nullable [] value, RejectedFrame rejected) {
    context.setCurrentSystemTimeMs(NOW);
    stamp.init(context);
    stamp.process(new Record<>(new byte[] {9}, new Answered(value, rejected), 5));
    assertThat(context.forwarded()).hasSize(1);
    return context.forwarded().get(0).record();
  }

  private static Map<String, String> headers(Record<?, ?> letter) {
    Map<String, String> headers = new HashMap<>();
    letter
        .headers()
        .forEach(it -> headers.put(it.key(), new String(it.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
