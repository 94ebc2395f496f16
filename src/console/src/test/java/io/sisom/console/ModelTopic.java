package io.sisom.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition as Kafka keeps it: transactions that lie open, are decided but not yet marked, or
 * are marked; readers of committed records who stop at the last stable offset; compaction.
 */
final class ModelTopic {
  static final TopicPartition PARTITION = new TopicPartition("queue-events", 0);

  /** What became of a transaction, as far as its topic shows. */
  private enum Fate {
    OPEN,
    DECIDED,
    COMMITTED,
    ABORTED
  }

  /** A transaction. */
  static final class Transaction {
    private Fate fate = Fate.OPEN;
    private final long first;

    private Transaction(long first) {
      this.first = first;
    }
  }

  /** A record, or a marker where it has no transaction. */
  private record Slot(long offset, @Nullable Transaction of, String key, byte @Nullable [] value) {}

  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Transaction> latest = new HashMap<>();
  private long end;

  /** Its high watermark. */
  long end() {
    return end;
  }

  /** Writes within a transaction of its own, which stays open. */
  Transaction write(String id, String key, byte @Nullable [] value) {
    mark(id);
    Transaction transaction = new Transaction(end);
    latest.put(id, transaction);
    slots.add(new Slot(end++, transaction, key, value));
    return transaction;
  }

  /** The broker has decided to commit, and confirms it; the marker follows. */
  void commit(Transaction transaction) {
    transaction.fate = Fate.DECIDED;
  }

  /** Writes the marker of what is decided. */
  void mark(String id) {
    Transaction transaction = latest.get(id);
    if (transaction != null && transaction.fate == Fate.DECIDED) {
      transaction.fate = Fate.COMMITTED;
      slots.add(new Slot(end++, null, "", null));
    }
  }

  /** Somebody begins with the id: what was open is aborted, what was decided is marked. */
  void begin(String id) {
    mark(id);
    Transaction transaction = latest.get(id);
    if (transaction != null && transaction.fate == Fate.OPEN) {
      transaction.fate = Fate.ABORTED;
      slots.add(new Slot(end++, null, "", null));
    }
  }

  /** Every transaction comes to its end, as it does in time. */
  void settle() {
    Set.copyOf(latest.keySet()).forEach(this::begin);
  }

  private long stable() {
    return latest.values().stream()
        .filter(it -> it.fate == Fate.OPEN || it.fate == Fate.DECIDED)
        .mapToLong(it -> it.first)
        .min()
        .orElse(end);
  }

  /** Takes away what a later record of its key replaces, and markers; the last one stays. */
  void compact() {
    long stable = stable();
    Set<String> later = new HashSet<>();
    for (int i = slots.size() - 1; i >= 0; i--) {
      Slot slot = slots.get(i);
      boolean kept =
          slot.offset() >= stable
              || slot.offset() == end - 1
              || (slot.of() != null && slot.of().fate == Fate.COMMITTED && later.add(slot.key()));
      if (!kept) {
        slots.remove(i);
      }
    }
  }

  /** A consumer of committed records. */
  final class Reader {
    private long position;

    long position() {
      return position;
    }

    /** At most so many slots further, markers among them. */
    List<ConsumerRecord<String, byte[]>> poll(int most) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      long stable = stable();
      int passed = 0;
      for (Slot slot : slots) {
        if (slot.offset() >= position && slot.offset() < stable && passed++ < most) {
          position = slot.offset() + 1;
          if (slot.of() != null && slot.of().fate == Fate.COMMITTED) {
            records.add(
                new ConsumerRecord<>(
                    PARTITION.topic(), 0, slot.offset(), slot.key(), slot.value()));
          }
        }
      }
      return records;
    }
  }
}
