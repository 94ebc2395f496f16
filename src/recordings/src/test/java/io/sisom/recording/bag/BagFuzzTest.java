package io.sisom.recording.bag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a bag holds, it is read to its end: messages, damage, no exception, little memory. */
@Tag("fuzz")
class BagFuzzTest {
  private static final int INPUTS = LongForm.of(3_000, 200_000);

  /** Buffers, and a decompressor for each of the few chunks: bz2 takes some 5 MB. */
  private static final long MAX_BYTES = 64 << 20;

  @TempDir private Path folder;

  @Test
  void damagedBagsReadToTheirEnd() throws Exception {
    List<byte[]> bags = new ArrayList<>();
    for (String compression : List.of("none", "lz4", "lz4 linked", "bz2")) {
      BagWriter writer = new BagWriter().connection(0, "/t", "pkg/A", "int32 a");
      for (int i = 0; i < 6; i++) {
        writer.message(0, i, ("message " + i).repeat(20).getBytes(UTF_8));
        if (i % 3 == 2) {
          writer.endChunk(compression);
        }
      }
      // Without the padding of the header, which most damage would fall into.
      bags.add(writer.closed());
      bags.add(writer.unclosed());
    }
    int taken =
        new Fuzz("ros 1 bag, damaged", 1, INPUTS, MAX_BYTES)
            .run(random -> Damage.of(random, bags), this::takes);
    assertThat(taken).as("some messages survive").isPositive();
  }

  @Test
  void noiseAfterTheFirstLineReadsToItsEnd() throws Exception {
    byte[] line = "#ROSBAG V2.0\n".getBytes(UTF_8);
    int taken =
        new Fuzz("ros 1 bag, noise", 2, INPUTS, MAX_BYTES)
            .run(
                random -> {
                  byte[] noise = Damage.noise(random, 600);
                  byte[] bag = new byte[line.length + noise.length];
                  System.arraycopy(line, 0, bag, 0, line.length);
                  System.arraycopy(noise, 0, bag, line.length, noise.length);
                  return bag;
                },
                this::takes);
    assertThat(taken).isZero();
  }

  private boolean takes(byte[] bag) throws IOException {
    Path file = Files.write(folder.resolve("x"), bag);
    boolean some = false;
    Position last = Position.START;
    int events = 0;
    try (BagRecording recording = BagRecording.open(file)) {
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        if (event instanceof Message message) {
          some = true;
          assertThat(message.position()).isGreaterThan(last);
          last = message.position();
        }
        assertThat(++events).isLessThan(bag.length + 2);
      }
      assertThat(recording.next()).isNull();
    }
    try (BagRecording rest = BagRecording.open(file, last)) {
      for (RecordingEvent event = rest.next(); event != null; event = rest.next()) {
        assertThat(event.position()).isGreaterThan(last);
      }
    }
    return some;
  }
}
