package io.sisom.scoring;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread's consumer that gives frames together with their scores.
 *
 * <p><b>Idea.</b> Kafka Streams processes one record at a time, inside a transaction that the
 * broker ends when it lasts too long; a device wants batches, and may take its time. So what
 * Kafka's consumer reads goes to the batcher, and {@link #poll} hands it on when its score is
 * there. Then processing waits for nothing, and no work of the device falls into a transaction,
 * however long it takes.
 *
 * <p><b>Invariants.</b> Frames are handed on in their partition's order, each once. To whoever asks
 * the position is that of the first frame not handed on, so no offset is ever committed before its
 * answer was. When a partition is revoked, lost or set to another place, what is held of it is
 * dropped: it is read again. A poll never lasts longer than it was asked to, so that the group
 * hears of this member however slow the device is; while there is no room, no frame is read.
 */
final class PrefetchConsumer extends KafkaConsumer<byte[], byte[]> {
  /**
   * While answers are awaited, what comes in meanwhile is read this often, unless the device has
   * enough to do.
   */
  private static final Duration SLICE = Duration.ofMillis(5);

  private static final Logger log = LoggerFactory.getLogger(PrefetchConsumer.class);

  private final HeldFrames held;

  /** By whoever uses this consumer. */
  private final Set<TopicPartition> paused = new HashSet<>();

  PrefetchConsumer(Map<String, Object> config, HeldFrames held) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.held = held;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    Duration left = timeout;
    while (true) {
      ConsumerRecords<byte[], byte[]> leaving = held.through(read(left), paused());
      left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (!leaving.isEmpty() || !leaving.nextOffsets().isEmpty() || left.isZero()) {
        return leaving;
      }
      await(held.isBusy() || left.compareTo(SLICE) < 0 ? left : SLICE);
    }
  }

  private ConsumerRecords<byte[], byte[]> read(Duration left) {
    if (held.isEmpty()) {
      return super.poll(left);
    }
    Set<TopicPartition> enough = held.enough(assignment());
    super.pause(enough);
    try {
      return super.poll(Duration.ZERO);
    } finally {
      Set<TopicPartition> goingOn = new HashSet<>(assignment());
      goingOn.retainAll(enough);
      goingOn.removeAll(paused);
      super.resume(goingOn);
    }
  }

  private void await(Duration atMost) {
    try {
      held.await(atMost);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    super.pause(partitions);
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(partitions);
    paused.removeAll(partitions);
  }

  @Override
  public long position(TopicPartition partition) {
    return held.first(partition).orElseGet(() -> super.position(partition));
  }

  @Override
  public long position(TopicPartition partition, Duration timeout) {
    return held.first(partition).orElseGet(() -> super.position(partition, timeout));
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new Dropping(listener));
  }

  @Override
  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    super.subscribe(pattern, new Dropping(listener));
  }

  /** Kafka Streams does so where it was put out of the group, or out of its transaction. */
  @Override
  public void unsubscribe() {
    log.atWarn()
        .log(
            "a stream thread lost its partitions: the broker ended a transaction that took longer"
                + " than transaction.timeout.ms, or another scorer took them over; what was not"
                + " committed is scored again, by whoever has them now");
    held.dropAll();
    super.unsubscribe();
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    held.drop(Set.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    held.drop(Set.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    held.drop(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    held.drop(partitions);
    super.seekToEnd(partitions);
  }

  @Override
  public void close(CloseOptions options) {
    held.dropAll();
    super.close(options);
  }

  /** Drops what is held of a partition that goes, when the listener is done with it. */
  private final class Dropping implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener listener;

    Dropping(ConsumerRebalanceListener listener) {
      this.listener = listener;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      listener.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        listener.onPartitionsRevoked(partitions);
      } finally {
        gone(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      try {
        listener.onPartitionsLost(partitions);
      } finally {
        gone(partitions);
      }
    }

    private void gone(Collection<TopicPartition> partitions) {
      held.drop(partitions);
      paused.removeAll(partitions);
    }
  }
}
