package io.sisom.scoring;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Frames as the first version of the store remembered them: each under two keys of its own. */
final class SeenEarlier {
  static final byte LAYOUT = 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final SeenKeys keys;

  /** Takes one frame that was remembered. */
  interface Taker {
    void take(Bytes frame, long number, long offset);
  }

  SeenEarlier(KeyValueStore<Bytes, byte[]> store, SeenKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** The offset of a frame; -1: it is not here. */
  long offset(Bytes frame) {
    byte[] known = store.get(frame);
    return known == null ? -1 : ByteBuffer.wrap(known).getLong(1);
  }

  /** Gives up the frames of a sensor with the numbers {@code [from, end)}. */
  void move(Bytes sensor, long from, long end, Taker taker) {
    for (long number = from; number < end; number++) {
      Bytes key = keys.number(sensor, number);
      byte[] frame = store.get(key);
      if (frame != null) {
        long offset = offset(Bytes.wrap(frame));
        if (offset >= 0) {
          taker.take(Bytes.wrap(frame), number, offset);
        }
        store.put(Bytes.wrap(frame), null);
        store.put(key, null);
      }
    }
  }
}
