package io.sisom.candidate;

import io.sisom.reference.NoneDiscount;
import io.sisom.schema.FrameScore;
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
 * The best frames of each open window. They lie in the store; memory holds their keys alone, at
 * most {@code capacity} a window. A frame id is held once: sent again, it replaces itself.
 */
final class CandidatePool {
  private final KeyValueStore<Bytes, PooledFrame> store;
  private final CandidateRank rank;
  private final int capacity;
  private final boolean noneDiscount;
  private final SortedMap<WindowId, NavigableSet<Bytes>> windows = new TreeMap<>();
  private final Map<String, Bytes> byFrame = new HashMap<>();

  /** Over what an earlier life of the application left in the store. */
  CandidatePool(KeyValueStore<Bytes, PooledFrame> store, CandidateConfig config) {
    this.store = store;
    this.rank = config.rank();
    this.capacity = config.pool();
    this.noneDiscount = config.noneDiscount();
    try (KeyValueIterator<Bytes, PooledFrame> all = store.all()) {
      while (all.hasNext()) {
        index(all.next().key);
      }
    }
  }

  /** Adds a frame; whether a frame, this or the window's worst, had to go for want of room. */
  boolean add(WindowId id, PooledFrame frame) {
    String frameId = frame.getScore().getFrameId();
    Bytes before = byFrame.get(frameId);
    if (before != null) {
      remove(before);
    }
    Bytes key = PoolKey.of(id, ranking(frame.getScore()), frameId);
    NavigableSet<Bytes> window = windows.get(id);
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

  /** What windows are ranked by, less where the frame may show none of the classes. */
  private double ranking(FrameScore score) {
    Double none = score.getNoneProbability();
    double value = rank.of(score);
    return noneDiscount && none != null ? NoneDiscount.rank(value, none) : value;
  }

  /** The open windows: the fleet's first, by time, then each sensor's. */
  List<WindowId> open() {
    return List.copyOf(windows.keySet());
  }

  int size(WindowId id) {
    NavigableSet<Bytes> window = windows.get(id);
    return window == null ? 0 : window.size();
  }

  /** A window's frames in rank order, each read from the store when it is asked for. */
  Iterable<PooledFrame> frames(WindowId id) {
    List<Bytes> keys = ranked(id);
    return () -> keys.stream().map(this::get).iterator();
  }

  private List<Bytes> ranked(WindowId id) {
    NavigableSet<Bytes> window = windows.get(id);
    return window == null ? List.of() : List.copyOf(window);
  }

  private PooledFrame get(Bytes key) {
    PooledFrame frame = store.get(key);
    if (frame == null) {
      throw new IllegalStateException("the pool's store lost frame " + PoolKey.frameId(key));
    }
    return frame;
  }

  void drop(WindowId id) {
    ranked(id).forEach(this::remove);
  }

  private void index(Bytes key) {
    windows.computeIfAbsent(PoolKey.window(key), id -> new TreeSet<>()).add(key);
    byFrame.put(PoolKey.frameId(key), key);
  }

  private void remove(Bytes key) {
    // Not delete(): that reads the frame back first.
    store.put(key, null);
    byFrame.remove(PoolKey.frameId(key));
    WindowId id = PoolKey.window(key);
    NavigableSet<Bytes> window = windows.get(id);
    if (window != null) {
      window.remove(key);
      if (window.isEmpty()) {
        windows.remove(id);
      }
    }
  }
}
