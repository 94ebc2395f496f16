package io.sisom.wire;

import org.apache.avro.Schema;

/**
 * Schemas that records were written with and that this program was not built with: those of newer
 * versions, and of other people's producers. Safe for use by many threads.
 */
public interface WriterSchemas extends AutoCloseable {
  /** What was found of a fingerprint. */
  sealed interface Found {}

  /** The schema, in its parsing form: names, types and order, and nothing else. */
  record Known(Schema schema) implements Found {}

  /** None, with the reason as the end of a sentence for people. */
  record Unknown(String reason) implements Found {}

  /**
   * The schema with this CRC-64-AVRO fingerprint.
   *
   * @throws org.apache.kafka.common.KafkaException where it cannot be told now whether there is one
   */
  Found find(long fingerprint);

  /** Lets go of what it reads; asked again, it begins anew. */
  @Override
  default void close() {}

  /** Knows none. */
  static WriterSchemas none() {
    return fingerprint -> new Unknown("which this program does not have");
  }
}
