package io.sisom.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which frames of a partition came before.
 *
 * <p><b>Idea.</b> A window over each sensor's frames: they are numbered as they come, and the ids
 * of the latest ones lie in {@link SeenBuckets}. A frame whose id is there is a repetition, unless
 * it lies at the same offset: then it is the very record, processed again after a crash.
 *
 * <p><b>Invariants.</b> At most {@code frames} ids of a sensor and {@code sensors} sensors are
 * remembered; beyond, the oldest id and the sensor heard longest ago are forgotten. Memory holds
 * some 150 bytes a sensor, all else lies in the store. The same frames in the same order give the
 * same answers, over restarts too. What an earlier version remembered counts, and is moved into
 * buckets a few at a time.
 */
final class SeenFrames {
  /** Of a partition. */
  static final int MAX_SENSORS = 10_000;

  /** On average; more make larger writes, fewer more keys. */
  private static final int FRAMES_A_BUCKET = 4;

  /** No frame waits for more than this much catching up. */
  private static final int MAX_MOVED = 8;

  private static final int MAX_SPLITS = 4;

  private final KeyValueStore<Bytes, byte[]> store;
  private final int frames;
  private final int sensors;
  private final SeenKeys keys = new SeenKeys();
  private final SeenBuckets buckets;
  private final SeenEarlier earlier;

  /** Each sensor's window; the one heard longest ago first. */
  private final Map<Bytes, SeenSpan> spans = new LinkedHashMap<>();

  /** Over what an earlier life of the application left in the store. */
  SeenFrames(KeyValueStore<Bytes, byte[]> store, int frames, int sensors) {
    this.store = store;
    this.frames = frames;
    this.sensors = sensors;
    this.buckets = new SeenBuckets(store, keys);
    this.earlier = new SeenEarlier(store, keys);
    List<KeyValue<Bytes, SeenSpan>> left = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(SeenKeys.firstSensor(), SeenKeys.lastSensor())) {
      all.forEachRemaining(it -> left.add(KeyValue.pair(it.key, SeenSpan.parse(it.value))));
    }
    left.sort(Comparator.comparingLong(entry -> entry.value.heard()));
    left.forEach(entry -> spans.put(entry.key, entry.value));
  }

  /** Whether the frame came before; if not, it has now. */
  boolean note(String sensorId, String frameId, long offset, long now) {
    Bytes sensor = keys.sensor(sensorId);
    Bytes frame = keys.frame(sensor, frameId);
    SeenSpan span = spans.get(sensor);
    if (span == null) {
      makeRoom();
      span = SeenSpan.begin(now);
    }
    long known = buckets.offset(sensor, span.buckets(), frame, span.next() - frames);
    if (known < 0 && span.earlier() < span.earlierEnd()) {
      known = earlier.offset(frame);
    }
    if (known >= 0) {
      return known != offset;
    }
    long oldest = span.next() + 1 - frames;
    long count = grown(sensor, span, oldest);
    buckets.add(sensor, count, frame, span.next(), offset, oldest);
    long moved = Math.min(span.earlierEnd(), span.earlier() + MAX_MOVED);
    earlier.move(
        sensor,
        span.earlier(),
        moved,
        (it, number, its) -> {
          if (number >= oldest) {
            buckets.add(sensor, count, it, number, its, oldest);
          }
        });
    keep(sensor, new SeenSpan(span.next() + 1, now, count, moved, span.earlierEnd()));
    return false;
  }

  private long grown(Bytes sensor, SeenSpan span, long oldest) {
    long wanted = Math.min(span.next(), frames) / FRAMES_A_BUCKET;
    long count = span.buckets();
    for (int split = 0; split < MAX_SPLITS && count < wanted; split++) {
      buckets.split(sensor, count, oldest);
      count++;
    }
    return count;
  }

  private void keep(Bytes sensor, SeenSpan span) {
    spans.remove(sensor);
    spans.put(sensor, span);
    store.put(sensor, span.value());
  }

  private void makeRoom() {
    if (spans.size() >= sensors) {
      Map.Entry<Bytes, SeenSpan> longestAgo = spans.entrySet().iterator().next();
      Bytes sensor = longestAgo.getKey();
      SeenSpan span = longestAgo.getValue();
      buckets.drop(sensor, span.buckets());
      earlier.move(sensor, span.earlier(), span.earlierEnd(), (frame, number, offset) -> {});
      spans.remove(sensor);
      store.put(sensor, null);
    }
  }
}
