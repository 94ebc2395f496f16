package io.sisom.cli.demo;

import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts the labels that people have added to the pool since the demo began. */
final class HumanLabels {
  private final AvroCodec<LabeledFrame> codec;
  private final String before;
  private final IntConsumer told;
  private final Set<String> keys = new HashSet<>();

  /**
   * Of everyone but one.
   *
   * @param before annotator of the labels that were there before
   * @param schemas of labels that other programs wrote
   * @param told the count, whenever it grows
   */
  HumanLabels(String before, WriterSchemas schemas, IntConsumer told) {
    this.codec = AvroCodec.of(LabeledFrame.class, schemas);
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
