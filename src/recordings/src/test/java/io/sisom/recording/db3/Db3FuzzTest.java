package io.sisom.recording.db3;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a database holds, it is read to its end: messages, damage, no exception. */
@Tag("fuzz")
class Db3FuzzTest {
  private static final int INPUTS = LongForm.of(1_500, 50_000);
  private static final long MAX_BYTES = 32 << 20;

  @TempDir private Path folder;

  @Test
  void damagedDatabasesReadToTheirEnd() throws Exception {
    Db3File inOrder = new Db3File(folder.resolve("a")).topics();
    Db3File mixed = new Db3File(folder.resolve("b")).topics();
    for (int i = 1; i <= 30; i++) {
      byte[] payload = Db3File.payload("message ".repeat(i * i));
      inOrder.message(i, i, payload);
      mixed.message(i, 1000 - i, Zstd.compress(payload));
    }
    Db3File deep = new Db3File(folder.resolve("c")).topics();
    for (int i = 1; i <= 250; i++) {
      deep.message(i, i, Db3File.payload("message " + " ".repeat(i % 40 == 0 ? 4_000 : 200)));
    }
    byte[] whole = Files.readAllBytes(inOrder.path());
    List<byte[]> files =
        List.of(
            whole,
            Files.readAllBytes(mixed.path()),
            Zstd.compress(whole),
            Files.readAllBytes(deep.path()));
    int taken =
        new Fuzz("db3, damaged", 1, INPUTS, MAX_BYTES)
            .run(random -> Damage.of(random, files), this::takes);
    assertThat(taken).as("some messages survive").isPositive();
  }

  private boolean takes(byte[] database) throws IOException {
    Path file = Files.write(folder.resolve("x"), database);
    boolean some = false;
    Position last = Position.START;
    try (Db3Recording recording = Db3Recording.open(file, Position.START, 10 << 20)) {
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        if (event instanceof Message message) {
          some = true;
          assertThat(message.position()).isGreaterThan(last);
          last = message.position();
        }
      }
    }
    return some;
  }
}
