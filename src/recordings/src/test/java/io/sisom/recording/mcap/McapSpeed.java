package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Measures how fast a large MCAP file is read, with decompression and every checksum. Not a test.
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -pl src/recordings -am -Dmdep.outputFile=target/cp
 * CP=src/recordings/target/test-classes:src/recordings/target/classes:$(cat src/recordings/target/cp)
 * java -cp $CP io.sisom.recording.mcap.McapSpeed write lz4 2048 /tmp/big.mcap
 * java -cp $CP io.sisom.recording.mcap.McapSpeed read 5 /tmp/big.mcap
 * npm i @mcap/core @mcap/support && node src/recordings/src/test/js/mcap-core-speed.mjs 5 /tmp/big.mcap
 * }</pre>
 *
 * <p>Compression is {@code none}, {@code lz4} or {@code zstd}. The file is to lie in the page
 * cache: the first round is a warm-up for that too.
 */
public final class McapSpeed {
  private static final int CHUNK = 4 << 20;

  private McapSpeed() {}

  /** {@code write COMPRESSION MEBIBYTES FILE} or {@code read ROUNDS FILE}. */
  public static void main(String... args) throws IOException {
    if (args[0].equals("write")) {
      write(args[1].equals("none") ? "" : args[1], Integer.parseInt(args[2]), Path.of(args[3]));
    } else {
      for (int round = 0; round < Integer.parseInt(args[1]); round++) {
        read(Path.of(args[2]));
      }
    }
  }

  private static void read(Path path) throws IOException {
    long started = System.nanoTime();
    long bytes = 0;
    long messages = 0;
    try (McapRecording recording = McapRecording.open(path)) {
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        if (event instanceof Message message) {
          messages++;
          bytes += message.payload().remaining();
        } else {
          throw new AssertionError(event.toString());
        }
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        Locale.ROOT, "java %d messages, %.0f MB/s of payload%n", messages, bytes / seconds / 1e6);
  }

  /** One chunk of pictures and small messages, many times. */
  private static void write(String compression, int mebibytes, Path path) throws IOException {
    McapBytes records = new McapBytes();
    Random random = new Random(1);
    while (records.size() < CHUNK) {
      byte[] payload = new byte[random.nextInt(8) == 0 ? 300_000 : 1_000];
      for (int i = 4; i < payload.length; i++) {
        payload[i] = (byte) (i % 60 < 20 ? random.nextInt() : payload[i - 3]);
      }
      McapBytes message = new McapBytes().u16(1).u32(0).u64(1).u64(1).raw(payload);
      records.record(McapOpcode.MESSAGE, message);
    }
    byte[] content = records.bytes();
    McapFile.Shape shape = McapFile.Shape.PLAIN.compressed(compression).chunks(1);
    byte[] packed = McapFile.packed(compression, content);
    McapBytes chunk = new McapBytes().u64(0).u64(0).u64(content.length);
    chunk.u32(McapFile.crc(content)).text(compression).u64(packed.length).raw(packed);
    try (McapFile file = new McapFile(Files.newOutputStream(path), shape)) {
      file.channel(1, 0, "/camera", "cdr");
      for (long written = 0; written < (long) mebibytes << 20; written += content.length) {
        file.outside(McapOpcode.CHUNK, chunk);
      }
    }
  }
}
