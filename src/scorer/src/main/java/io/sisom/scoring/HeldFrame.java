package io.sisom.scoring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One record that waits for its score. One thread; its answer may come from any. */
final class HeldFrame {
  private final ConsumerRecord<byte[], byte[]> record;
  private final TopicPartition partition;
  private final long arrivedAt;
  private @Nullable CompletableFuture<FrameOutcome> outcome;
  private int among;
  private long since;
  private boolean watched;

  /** As it was polled, now. */
  HeldFrame(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
    this.record = record;
    this.partition = partition;
    this.arrivedAt = PrefetchHeader.arrivedAt(record);
  }

  TopicPartition partition() {
    return partition;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  /** Where it lies, and since when it is there. */
  FramePlace place() {
    return new FramePlace(record.partition(), record.offset(), record.timestamp(), arrivedAt);
  }

  /** Bytes of the record's value. */
  int size() {
    byte[] value = record.value();
    return value == null ? 0 : value.length;
  }

  /** Its answer is on its way, since {@code nanos}, among so many frames in flight. */
  void handedOver(CompletableFuture<FrameOutcome> coming, int inFlight, long nanos) {
    outcome = coming;
    among = inFlight;
    since = nanos;
  }

  boolean isHandedOver() {
    return outcome != null;
  }

  /** Whether it has an answer, of whatever kind. */
  boolean isAnswered() {
    return outcome != null && outcome.isDone();
  }

  /** Tells once when its answer is there; not at all while it is not handed over. */
  void whenAnswered(Runnable told) {
    if (outcome != null && !watched) {
      watched = true;
      outcome.whenComplete((done, failure) -> told.run());
    }
  }

  /** Frames that were in flight when it was handed over, itself counted. */
  int among() {
    return among;
  }

  /** How long it has been in flight. */
  long waited(long nanos) {
    return nanos - since;
  }

  /** Nobody waits for its answer any longer; what comes instead is an exception. */
  void giveUp() {
    if (outcome != null) {
      outcome.completeExceptionally(new TimeoutException());
    }
  }

  /** Nobody wants its answer any more. */
  void abandon() {
    if (outcome != null) {
      outcome.cancel(false);
    }
  }

  /**
   * The record with its answer.
   *
   * @param behind whether other frames wait for room
   */
  ConsumerRecord<byte[], byte[]> answered(boolean behind) {
    if (outcome == null) {
      throw new IllegalStateException("the frame was never handed over");
    }
    record.headers().add(new PrefetchHeader(outcome, arrivedAt, behind));
    return record;
  }
}
