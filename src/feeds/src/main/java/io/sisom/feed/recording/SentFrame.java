package io.sisom.feed.recording;

import io.sisom.feed.MessagePublisher.Message;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A frame in a transaction.
 *
 * @param error what Kafka's client said of it; null: nothing, or not yet
 */
record SentFrame(Message message, AtomicReference<@Nullable Exception> error) {
  /** Whether Kafka refuses this one, whatever comes with it. */
  boolean isRefused() {
    Exception said = error.get();
    return said instanceof RecordTooLargeException
        || said instanceof InvalidRecordException
        || said instanceof InvalidTimestampException
        || said instanceof SerializationException;
  }

  /** After one failure Kafka's client takes no other, but what is longer fails like it. */
  boolean isRefusedLike(SentFrame other) {
    return other.error().get() instanceof RecordTooLargeException
        && message.value().length >= other.message().value().length;
  }
}
