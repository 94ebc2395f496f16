package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.Test;

class SeenFramesTest {
  private static final int FRAMES = 100;

  private final InMemoryKeyValueStore store = new InMemoryKeyValueStore("seen");
  private long offset;

  @Test
  void aFrameThatComesAgainIsKnownAndOneOfAnotherSensorIsNot() {
    SeenFrames seen = seen(FRAMES);
    assertThat(note(seen, "cam", "a")).isFalse();
    assertThat(note(seen, "cam", "b")).isFalse();
    assertThat(note(seen, "cam", "a")).isTrue();
    assertThat(note(seen, "cam", "a")).isTrue();
    assertThat(note(seen, "other", "a")).isFalse();
  }

  @Test
  void theSameRecordProcessedAgainAfterACrashIsNoRepetition() {
    SeenFrames seen = seen(FRAMES);
    assertThat(seen.note("cam", "a", 7, 0)).isFalse();
    assertThat(seen.note("cam", "a", 9, 0)).isTrue();
    seen = seen(FRAMES);
    assertThat(seen.note("cam", "a", 7, 0)).isFalse();
    assertThat(seen.note("cam", "a", 9, 0)).isTrue();
  }

  @Test
  void theLatestFramesAreRememberedAndNoMoreAlsoOverRestarts() {
    IntStream.range(0, 10 * FRAMES)
        .forEach(i -> assertThat(note(seen(FRAMES), "cam", "f" + i)).isFalse());
    SeenFrames seen = seen(FRAMES);
    for (int i = 9 * FRAMES; i < 10 * FRAMES; i++) {
      assertThat(note(seen, "cam", "f" + i)).as("frame %d", i).isTrue();
    }
    assertThat(note(seen, "cam", "f" + (9 * FRAMES - 1))).isFalse();
    assertThat(keys()).isLessThanOrEqualTo(FRAMES / 4 + 1);
    assertThat(bytes())
        .as("forgotten ones too, until their bucket is written")
        .isLessThan(2 * 32 * FRAMES);
  }

  @Test
  void answersAsAListOfTheLatestFramesWould() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      store.all().forEachRemaining(entry -> store.delete(entry.key));
      int frames = 1 + random.nextInt(60);
      Map<String, List<String>> latest = new HashMap<>();
      SeenFrames seen = seen(frames);
      for (int i = 0; i < 2_000; i++) {
        seen = random.nextInt(50) == 0 ? seen(frames) : seen;
        String sensor = "cam" + random.nextInt(3);
        String frame = "f" + random.nextInt(100);
        List<String> known = latest.computeIfAbsent(sensor, s -> new ArrayList<>());
        boolean repeated = known.contains(frame);
        assertThat(note(seen, sensor, frame)).isEqualTo(repeated);
        if (!repeated) {
          known.add(frame);
          known.subList(0, Math.max(0, known.size() - frames)).clear();
        }
      }
    }
  }

  @Test
  void aSettingThatIsLoweredOrRaisedHoldsAtOnce() {
    SeenFrames many = seen(FRAMES);
    IntStream.range(0, FRAMES).forEach(i -> note(many, "cam", "f" + i));
    SeenFrames few = seen(10);
    assertThat(note(few, "cam", "f" + (FRAMES - 10))).isTrue();
    assertThat(note(few, "cam", "f" + (FRAMES - 11))).isFalse();
    SeenFrames more = seen(5 * FRAMES);
    IntStream.range(0, 5 * FRAMES).forEach(i -> assertThat(note(more, "cam", "g" + i)).isFalse());
    IntStream.range(0, 5 * FRAMES).forEach(i -> assertThat(note(more, "cam", "g" + i)).isTrue());
    assertThat(keys()).isGreaterThan(FRAMES);
  }

  /** Its keys and values are written out here as that version wrote them. */
  @Test
  void whatAnEarlierVersionRememberedCountsAndIsMoved() {
    SeenKeys keys = new SeenKeys();
    Bytes sensor = keys.sensor("cam");
    for (int i = 0; i < FRAMES; i++) {
      Bytes frame = keys.frame(sensor, "f" + i);
      store.put(frame, earlier(i));
      store.put(keys.number(sensor, i), frame.get());
    }
    store.put(sensor, earlier(0, FRAMES, 1_000));
    offset = FRAMES;

    assertThat(seen(FRAMES).note("cam", "f7", 7, 1)).as("the very record").isFalse();
    for (int i = 0; i < FRAMES; i++) {
      assertThat(note(seen(FRAMES), "cam", "f" + (i + FRAMES))).isFalse();
      if (i + 1 < FRAMES) {
        assertThat(note(seen(FRAMES), "cam", "f" + (i + 1))).as("frame %d", i + 1).isTrue();
      }
    }
    assertThat(note(seen(FRAMES), "cam", "f0")).as("forgotten").isFalse();
    assertThat(keys()).as("in buckets alone").isLessThanOrEqualTo(FRAMES / 4 + 1);
  }

  @Test
  void whatAnEarlierVersionRememberedOfASensorIsForgottenWithIt() {
    SeenKeys keys = new SeenKeys();
    Bytes sensor = keys.sensor("cam");
    Bytes frame = keys.frame(sensor, "a");
    store.put(frame, earlier(7));
    store.put(keys.number(sensor, 0), frame.get());
    store.put(sensor, earlier(0, 1, 1_000));
    new SeenFrames(store, FRAMES, 1).note("other", "b", 8, 2_000);
    assertThat(keys()).isEqualTo(2);
  }

  private static byte[] earlier(long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + numbers.length * Long.BYTES).put((byte) 1);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    return bytes.array();
  }

  @Test
  void ofTooManySensorsTheOneHeardLongestAgoIsForgotten() {
    SeenFrames first = new SeenFrames(store, FRAMES, 2);
    first.note("one", "a", 1, 1_000);
    first.note("two", "a", 2, 2_000);
    first.note("one", "b", 3, 3_000);
    SeenFrames seen = new SeenFrames(store, FRAMES, 2);
    seen.note("three", "a", 4, 4_000);
    assertThat(keys()).as("a window and a bucket each").isEqualTo(2 * 2);
    assertThat(seen.note("one", "a", 5, 5_000)).isTrue();
    assertThat(seen.note("two", "a", 6, 6_000)).isFalse();
  }

  @Test
  void whatALaterVersionWroteIsNotMisread() {
    note(seen(FRAMES), "cam", "a");
    List<KeyValue<Bytes, byte[]>> all = new ArrayList<>();
    try (var entries = store.all()) {
      entries.forEachRemaining(all::add);
    }
    all.forEach(
        entry -> {
          entry.value[0] = 3;
          store.put(entry.key, entry.value);
        });
    assertThatThrownBy(() -> seen(FRAMES)).hasMessageContaining("later version");
  }

  private SeenFrames seen(int frames) {
    return new SeenFrames(store, frames, SeenFrames.MAX_SENSORS);
  }

  private boolean note(SeenFrames seen, String sensor, String frame) {
    return seen.note(sensor, frame, offset++, offset);
  }

  private long bytes() {
    long bytes = 0;
    try (var entries = store.all()) {
      while (entries.hasNext()) {
        bytes += entries.next().value.length;
      }
    }
    return bytes;
  }

  private long keys() {
    return store.approximateNumEntries();
  }
}
