package io.sisom.wire;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides when a reader of committed records has read all that stood on partitions when it began;
 * what holds then, and why, {@link WholeTopic} says.
 */
public final class ReadThrough {
  private final Supplier<Map<TopicPartition, Long>> endsNow;
  private Map<TopicPartition, Long> ends;
  private boolean askedAgain;

  /**
   * Reading begins.
   *
   * @param endsNow asks for the partitions' high watermarks
   */
  public ReadThrough(Supplier<Map<TopicPartition, Long>> endsNow) {
    this.endsNow = endsNow;
    this.ends = Map.copyOf(endsNow.get());
  }

  /** Whether a reader at these positions is past the ends that there were when reading began. */
  public boolean atFirstEnds(ToLongFunction<TopicPartition> position) {
    return askedAgain || reached(position);
  }

  /** Whether it has read all. */
  public boolean complete(ToLongFunction<TopicPartition> position) {
    if (!askedAgain && reached(position)) {
      ends = Map.copyOf(endsNow.get());
      askedAgain = true;
    }
    return askedAgain && reached(position);
  }

  private boolean reached(ToLongFunction<TopicPartition> position) {
    return ends.entrySet().stream()
        .allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue());
  }

  /** Offsets before the ends. */
  public long total() {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them lie before these positions. */
  public long passed(ToLongFunction<TopicPartition> position) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.min(end.getValue(), position.applyAsLong(end.getKey())))
        .sum();
  }
}
