package io.sisom.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever bytes a recording has, reading ends, in bounded memory, with nothing but events. */
@Tag("fuzz")
class McapFuzzTest {
  private static final int INPUTS = LongForm.of(3_000, 200_000);
  private static final McapBounds BOUNDS =
      new McapBounds(1 << 16, 1 << 17, 1 << 16, 1 << 14, 1 << 17, 1 << 10);

  /** Buffers up to their bounds, and what the events of a small file take. */
  private static final long MAX_BYTES = 4 << 20;

  private final List<byte[]> seeds = seeds();

  @Test
  void damagedFilesReadToTheirEnd() throws InterruptedException {
    int whole =
        new Fuzz("mcap, damaged", 1, INPUTS, MAX_BYTES)
            .run(random -> io.sisom.testkit.Damage.of(random, seeds), this::undamaged);
    assertThat(whole).as("some survive").isPositive();
  }

  @Test
  void damagedChunksWithoutChecksumsReadToTheirEnd() throws InterruptedException {
    new Fuzz("mcap, damaged records in a compressed chunk", 2, INPUTS, MAX_BYTES)
        .run(McapFuzzTest::innerDamage, this::undamaged);
  }

  @Test
  void anyLz4FrameGivesBytesOrAReason() throws Exception {
    List<byte[]> frames = new ArrayList<>();
    for (boolean linked : new boolean[] {true, false}) {
      frames.add(McapFile.lz4(text(new Random(1), 150_000), linked));
      frames.add(McapFile.lz4(text(new Random(2), 900), linked));
    }
    byte[] out = new byte[150_000];
    Lz4Frames lz4 = new Lz4Frames();
    new Fuzz("lz4 frame, damaged", 3, INPUTS, MAX_BYTES)
        .run(
            random -> io.sisom.testkit.Damage.of(random, frames),
            frame -> {
              try {
                return lz4.decompress(frame, 0, frame.length, out, out.length) >= 0;
              } catch (McapFaultException e) {
                return false;
              }
            });
  }

  private boolean undamaged(byte[] file) throws IOException {
    int damage = 0;
    try (McapRecording recording =
        McapRecording.read(new ByteArrayInputStream(file), Position.START, BOUNDS)) {
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        if (event instanceof Damage damaged) {
          damage++;
          assertThat(damaged.reason()).isNotBlank().hasSizeLessThan(3_000);
        }
      }
      assertThat(recording.remarks()).isNotEmpty();
    }
    return damage == 0;
  }

  private static byte[] innerDamage(Random random) {
    McapBytes records = new McapBytes();
    records.record(McapOpcode.CHANNEL, new McapBytes().u16(1).u16(0).text("/a").text("cdr").u32(0));
    for (int i = 0; i < 5; i++) {
      byte[] data = i % 2 == 0 ? text(random, 50) : Zstd.compress(text(random, 50));
      records.record(McapOpcode.MESSAGE, new McapBytes().u16(1).u32(i).u64(i).u64(i).raw(data));
    }
    byte[] damaged = io.sisom.testkit.Damage.of(random, List.of(records.bytes()));
    byte[] packed = Zstd.compress(damaged);
    McapBytes chunk = new McapBytes().u64(0).u64(0).u64(damaged.length).u32(0).text("zstd");
    chunk.u64(packed.length).raw(packed);
    return McapFile.of(
        McapFile.Shape.PLAIN, it -> it.outside(McapOpcode.CHUNK, chunk).message(1, 9, new byte[2]));
  }

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String compression : List.of("", "zstd", "lz4")) {
      for (int chunkBytes : new int[] {0, 400, 100_000}) {
        McapFile.Shape shape = McapFile.Shape.PLAIN.compressed(compression).chunks(chunkBytes);
        for (McapFile.Shape each : List.of(shape, shape.withoutCrc(), shape.withoutSummary())) {
          seeds.add(McapFile.of(each, McapFuzzTest::content));
        }
      }
    }
    seeds.add(Zstd.compress(seeds.get(0)));
    return seeds;
  }

  private static void content(McapFile file) {
    file.schema(1, "a/B").channel(0, 1, "/a", "cdr").channel(1, 0, "/b", "json");
    for (int i = 0; i < 12; i++) {
      byte[] data = text(new Random(i), 40 + 10 * i);
      file.message(i % 2, i, i % 3 == 0 ? Zstd.compress(data) : data);
    }
  }

  private static byte[] text(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 4; i < length; i++) {
      bytes[i] = i % 64 < 24 ? (byte) random.nextInt() : bytes[i - 1 - random.nextInt(3)];
    }
    return bytes;
  }
}
