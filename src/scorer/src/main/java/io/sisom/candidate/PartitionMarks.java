package io.sisom.candidate;

import io.sisom.schema.PartitionProgress;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far each partition has come, as each said last. A partition is waited for from its first word
 * on until it says that it is idle, or is found to lag behind; its next word makes up for that.
 */
final class PartitionMarks {
  private static final String BEFORE = "partition-before-";
  private static final String IDLE = "partition-idle-";

  private final KeyValueStore<String, Long> store;
  private final SortedMap<Integer, Mark> partitions = new TreeMap<>();

  private record Mark(long before, boolean idle) {}

  /** Over what an earlier life of the application left in the store. */
  PartitionMarks(KeyValueStore<String, Long> store) {
    this.store = store;
    try (KeyValueIterator<String, Long> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> entry = all.next();
        if (entry.key.startsWith(BEFORE)) {
          int partition = Integer.parseInt(entry.key.substring(BEFORE.length()));
          Long idle = store.get(IDLE + partition);
          partitions.put(partition, new Mark(entry.value, idle != null && idle == 1));
        }
      }
    }
  }

  void note(PartitionProgress progress) {
    keep(
        progress.getPartition(), new Mark(progress.getBefore().toEpochMilli(), progress.getIdle()));
  }

  /** The least mark of those that are waited for; empty: none is. */
  OptionalLong slowest() {
    return partitions.values().stream().filter(it -> !it.idle()).mapToLong(Mark::before).min();
  }

  /** The greatest mark of all, ms since 1970; 0 where none ever spoke. */
  long furthest() {
    return partitions.values().stream().mapToLong(Mark::before).max().orElse(0);
  }

  /** Waits no more for those that have not come so far. */
  void waitNoMoreFor(long mark) {
    partitions.entrySet().stream()
        .filter(it -> !it.getValue().idle() && it.getValue().before() < mark)
        .toList()
        .forEach(it -> keep(it.getKey(), new Mark(it.getValue().before(), true)));
  }

  private void keep(int partition, Mark mark) {
    partitions.put(partition, mark);
    store.put(BEFORE + partition, mark.before());
    store.put(IDLE + partition, mark.idle() ? 1L : 0L);
  }
}
