package io.sisom.candidate;

import org.apache.kafka.streams.state.KeyValueStore;

/** The few numbers that a ranking remembers beside its frames; 0 where nothing is. */
final class Marks {
  private static final String MARK = "published-before";
  private static final String LATEST = "latest-frame";
  private static final String ACTIVE = "active";

  private final KeyValueStore<String, Long> store;

  Marks(KeyValueStore<String, Long> store) {
    this.store = store;
  }

  /** The clock as an earlier life of the application left it. */
  WindowClock clock(CandidateConfig config) {
    return new WindowClock(config, read(MARK), read(LATEST));
  }

  void keep(WindowClock clock) {
    keep(MARK, clock.mark());
    keep(LATEST, clock.latest());
  }

  /** Whether the partition had frames when it was heard of last. */
  boolean active() {
    return read(ACTIVE) == 1;
  }

  void active(boolean active) {
    keep(ACTIVE, active ? 1 : 0);
  }

  private long read(String key) {
    Long value = store.get(key);
    return value == null ? 0 : value;
  }

  private void keep(String key, long value) {
    if (read(key) != value) {
      store.put(key, value);
    }
  }
}
