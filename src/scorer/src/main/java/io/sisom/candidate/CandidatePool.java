package io.sisom.candidate;

import io.sisom.schema.PooledFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The best frames of each open window. Frames lie in the store; memory holds their keys alone, at
 * most {@code capacity} a window. A frame id is held once: sent again, it replaces itself.
 */
final class CandidatePool {
  private final KeyValueStore<Bytes, PooledFrame> store;
  private final int capacity;
  private final SortedMap<Long, NavigableSet<Bytes>> windows = new TreeMap<>();
  private final Map<String, Bytes> byFrame = new HashMap<>();

  /** Over what an earlier life of the application left in the store. */
  CandidatePool(KeyValueStore<Bytes, PooledFrame> store, int capacity) {
    this.store = store;
    this.capacity = capacity;
    try (KeyValueIterator<Bytes, PooledFrame> all = store.all()) {
      while (all.hasNext()) {
        index(all.next().key);
      }
    }
  }

  /** Adds a frame; whether a frame, this or the window's worst, had to go for want of room. */
  boolean add(long windowStart, PooledFrame frame) {
    String frameId = frame.getScore().getFrameId();
    Bytes before = byFrame.get(frameId);
    if (before != null) {
      remove(before);
    }
    Bytes key = PoolKey.of(windowStart, frame.getScore().getSisome(), frameId);
    NavigableSet<Bytes> window = windows.get(windowStart);
    if (window == null || window.size() < capacity) {
      index(key);
      store.put(key, frame);
      return false;
    }
    Bytes worst = window.last();
    if (key.compareTo(worst) < 0) {
      remove(worst);
      index(key);
      store.put(key, frame);
    }
    return true;
  }

  /** Starts of the open windows, earliest first. */
  List<Long> windowStarts() {
    return List.copyOf(windows.keySet());
  }

  int size(long windowStart) {
    NavigableSet<Bytes> window = windows.get(windowStart);
    return window == null ? 0 : window.size();
  }

  /** A window's keys in rank order; to be read one by one with {@link #get}. */
  List<Bytes> ranked(long windowStart) {
    NavigableSet<Bytes> window = windows.get(windowStart);
    return window == null ? List.of() : List.copyOf(window);
  }

  PooledFrame get(Bytes key) {
    PooledFrame frame = store.get(key);
    if (frame == null) {
      throw new IllegalStateException("the pool's store lost frame " + PoolKey.frameId(key));
    }
    return frame;
  }

  void drop(long windowStart) {
    ranked(windowStart).forEach(this::remove);
  }

  private void index(Bytes key) {
    windows.computeIfAbsent(PoolKey.windowStart(key), start -> new TreeSet<>()).add(key);
    byFrame.put(PoolKey.frameId(key), key);
  }

  private void remove(Bytes key) {
    // Not delete(): that reads the frame back first.
    store.put(key, null);
    byFrame.remove(PoolKey.frameId(key));
    long start = PoolKey.windowStart(key);
    NavigableSet<Bytes> window = windows.get(start);
    if (window != null) {
      window.remove(key);
      if (window.isEmpty()) {
        windows.remove(start);
      }
    }
  }
}
