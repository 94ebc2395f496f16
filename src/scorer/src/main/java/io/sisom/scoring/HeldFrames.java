package io.sisom.scoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The frames of one consumer that are being scored. A frame leaves with its answer, once all before
 * it in its partition have left; records of other topics pass at once. One thread.
 *
 * <p>A frame that is not answered in time leaves with a {@link
 * java.util.concurrent.TimeoutException} for an answer. What is dropped is not scored any more
 * where that was not begun, and never leaves.
 */
final class HeldFrames {
  private final String topic;
  private final FramesInFlight flight;
  private final Map<TopicPartition, Deque<HeldFrame>> held = new HashMap<>();

  /** Where the consumer stands in each partition, behind all that is held. */
  private final Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>();

  /**
   * Holds nothing yet.
   *
   * @param topic whose records are frames
   */
  HeldFrames(String topic, FramesInFlight flight) {
    this.topic = topic;
    this.flight = flight;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /**
   * Those of {@code assigned} of which nothing more should be read now: all of the frames' where
   * there is no room for what was polled already, and else those that hold their even share of the
   * room. So a backlog is worked off in step, whatever Kafka's consumer reads first.
   */
  Set<TopicPartition> enough(Set<TopicPartition> assigned) {
    List<TopicPartition> ofFrames =
        assigned.stream().filter(partition -> partition.topic().equals(topic)).toList();
    int share = flight.isFull() ? 0 : Math.max(1, flight.allowed() / Math.max(1, ofFrames.size()));
    Set<TopicPartition> enough = new HashSet<>();
    for (TopicPartition partition : ofFrames) {
      if (count(partition) >= share) {
        enough.add(partition);
      }
    }
    return enough;
  }

  private int count(TopicPartition partition) {
    Deque<HeldFrame> frames = held.get(partition);
    return frames == null ? 0 : frames.size();
  }

  /** Whether the device has enough to do for now. */
  boolean isBusy() {
    return flight.isBusy();
  }

  /** The first held frame's offset. */
  Optional<Long> first(TopicPartition partition) {
    Deque<HeldFrame> frames = held.get(partition);
    return frames == null ? Optional.empty() : Optional.of(frames.element().record().offset());
  }

  /**
   * Takes what was polled and gives what may go on, with the offsets from which each partition that
   * moved would be read again.
   *
   * @param paused partitions of which nothing may go on now
   */
  ConsumerRecords<byte[], byte[]> through(
      ConsumerRecords<byte[], byte[]> polled, Set<TopicPartition> paused) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> leaving = new HashMap<>();
    ahead.putAll(polled.nextOffsets());
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      if (partition.topic().equals(topic) && !records.isEmpty()) {
        hold(partition, records);
      } else {
        leaving.put(partition, records);
      }
    }
    flight.handOver();
    for (TopicPartition partition : List.copyOf(held.keySet())) {
      if (!paused.contains(partition)) {
        List<ConsumerRecord<byte[], byte[]>> answered = answered(partition);
        if (!answered.isEmpty()) {
          leaving.put(partition, answered);
        }
      }
    }
    flight.handOver();
    Set<TopicPartition> moved = new HashSet<>(leaving.keySet());
    moved.addAll(polled.nextOffsets().keySet());
    return new ConsumerRecords<>(leaving, offsets(moved));
  }

  private void hold(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    Deque<HeldFrame> frames = held.computeIfAbsent(partition, first -> new ArrayDeque<>());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      HeldFrame frame = new HeldFrame(record, partition);
      frames.add(frame);
      flight.add(frame);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> answered(TopicPartition partition) {
    Deque<HeldFrame> frames = held.getOrDefault(partition, new ArrayDeque<>());
    List<ConsumerRecord<byte[], byte[]>> answered = new ArrayList<>();
    while (!frames.isEmpty() && flight.isOver(frames.element())) {
      answered.add(flight.leave(frames.remove()));
    }
    if (frames.isEmpty()) {
      held.remove(partition);
    }
    return answered;
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Set<TopicPartition> moved) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : moved) {
      Deque<HeldFrame> frames = held.get(partition);
      if (frames == null) {
        offsets.put(partition, ahead.get(partition));
      } else {
        ConsumerRecord<byte[], byte[]> first = frames.element().record();
        offsets.put(partition, new OffsetAndMetadata(first.offset(), first.leaderEpoch(), ""));
      }
    }
    return offsets;
  }

  /** Waits until a frame may leave that could not before, or {@code atMost}; whether one may. */
  boolean await(Duration atMost) throws InterruptedException {
    return flight.await(held.values().stream().map(Deque::element).toList(), atMost);
  }

  /** Forgets all of these partitions. */
  void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      ahead.remove(partition);
      Deque<HeldFrame> frames = held.remove(partition);
      if (frames != null) {
        flight.abandon(Set.of(partition), frames);
      }
    }
  }

  /** Forgets all. */
  void dropAll() {
    Set<TopicPartition> known = new HashSet<>(ahead.keySet());
    known.addAll(held.keySet());
    drop(known);
  }
}
