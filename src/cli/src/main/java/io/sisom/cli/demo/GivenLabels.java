package io.sisom.cli.demo;

import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts the labels in the pool that people gave, beside those that were there before. */
final class GivenLabels {
  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
  private final String before;
  private final IntConsumer told;
  private final Set<String> keys = new HashSet<>();

  /**
   * Of everyone but one.
   *
   * @param before annotator of the labels that were there before
   * @param told the count, whenever it grows
   */
  GivenLabels(String before, IntConsumer told) {
    this.before = before;
    this.told = told;
  }

  /** A record of the pool; one without a value takes a label back. */
  synchronized void accept(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.value() == null) {
        keys.remove(record.key());
      } else if (!codec.decode(record.value()).getAnnotator().equals(before)
          && keys.add(record.key())) {
        told.accept(keys.size());
      }
    } catch (WireException e) {
      throw new IllegalStateException(
          "our own topic " + record.topic() + " holds what we did not write", e);
    }
  }

  synchronized int count() {
    return keys.size();
  }
}
