package io.sisom.scoring;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The frames that came before, in buckets of a few: to remember one frame is one write, which also
 * forgets what is old in its bucket.
 *
 * <p><b>Idea.</b> Linear hashing (Litwin, 1980): a sensor's buckets are numbered from 0, their
 * count grows by one at a time, and then one bucket gives half of its frames to the new one. So a
 * sensor with few frames has few buckets, and a larger setting is reached step by step.
 */
final class SeenBuckets {
  private final KeyValueStore<Bytes, byte[]> store;
  private final SeenKeys keys;

  SeenBuckets(KeyValueStore<Bytes, byte[]> store, SeenKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** The offset of a frame among those from number {@code oldest} on; -1: it is none of them. */
  long offset(Bytes sensor, long count, Bytes frame, long oldest) {
    return bucket(key(sensor, SeenBucket.hash(frame), count)).offset(frame, oldest);
  }

  /** Remembers a frame. */
  void add(Bytes sensor, long count, Bytes frame, long number, long offset, long oldest) {
    Bytes key = key(sensor, SeenBucket.hash(frame), count);
    store.put(key, bucket(key).with(frame, number, offset, oldest).value());
  }

  /** One bucket more: {@code count + 1}. */
  void split(Bytes sensor, long count, long oldest) {
    Bytes from = keys.bucket(sensor, count - Long.highestOneBit(count));
    SeenBucket both = bucket(from);
    store.put(from, both.only(oldest, hash -> index(hash, count + 1) != count).value());
    store.put(
        keys.bucket(sensor, count),
        both.only(oldest, hash -> index(hash, count + 1) == count).value());
  }

  /** Forgets all of a sensor. */
  void drop(Bytes sensor, long count) {
    for (long index = 0; index < count; index++) {
      store.put(keys.bucket(sensor, index), null);
    }
  }

  private Bytes key(Bytes sensor, long hash, long count) {
    return keys.bucket(sensor, index(hash, count));
  }

  private SeenBucket bucket(Bytes key) {
    return new SeenBucket(store.get(key));
  }

  /** By as many low bits as the count has, or by one less where there is no such bucket yet. */
  private static long index(long hash, long count) {
    long low = Long.highestOneBit(count);
    long index = hash & (2 * low - 1);
    return index < count ? index : hash & (low - 1);
  }
}
