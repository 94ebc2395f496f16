package io.sisom.recording.db3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a database's file and at those beside it shows before SQLite sees it
 * (sqlite.org/fileformat2.html).
 */
final class Db3Surroundings {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);
  private static final int HEADER_BYTES = 100;
  private static final long LOCK_OFFSET = 0x4000_0000L;
  private static final int LOCK_BYTES = 512;

  private Db3Surroundings() {}

  static boolean isDatabase(ByteBuffer head) {
    byte[] bytes = new byte[Math.min(head.remaining(), MAGIC.length)];
    head.duplicate().get(bytes);
    return Arrays.equals(bytes, MAGIC);
  }

  /** Why a file cannot be read at all; null where it may be. */
  static @Nullable Damage refusal(Path file) throws IOException {
    ByteBuffer head = head(file);
    if (!head.hasRemaining()) {
      return damage(Damage.Kind.CUT, "the file is empty");
    }
    return isDatabase(head)
        ? null
        : damage(Damage.Kind.MALFORMED, "the file is no SQLite database");
  }

  /** What is missing of a database that can be read. */
  static List<Damage> missing(Path file) throws IOException {
    List<Damage> damages = new ArrayList<>();
    ByteBuffer head = head(file);
    if (head.limit() == HEADER_BYTES && head.getInt(24) == head.getInt(92)) {
      int pageBytes = Short.toUnsignedInt(head.getShort(16));
      long whole = Integer.toUnsignedLong(head.getInt(28)) * (pageBytes == 1 ? 1 << 16 : pageBytes);
      if (whole > Files.size(file)) {
        damages.add(
            damage(
                Damage.Kind.CUT,
                "the file is cut: it has %,d of %,d bytes".formatted(Files.size(file), whole)));
      }
    }
    if (Files.exists(beside(file, "-wal")) && Files.size(beside(file, "-wal")) > 0) {
      damages.add(
          damage(
              Damage.Kind.CUT,
              "a write-ahead log (-wal) lies beside the file and what is in it is not read;"
                  + " copy both and open the copy once with sqlite3 to bring them together"));
    }
    if (hot(beside(file, "-journal"))) {
      damages.add(
          damage(
              Damage.Kind.CUT,
              "a journal lies beside the file: its last write was not finished;"
                  + " copy both and open the copy once with sqlite3 to undo it"));
    }
    if (locked(file)) {
      damages.add(
          damage(
              Damage.Kind.CUT,
              "another program is writing to the file; read it again when that is done"));
    }
    return damages;
  }

  private static boolean hot(Path journal) throws IOException {
    if (!Files.isReadable(journal)) {
      return false;
    }
    ByteBuffer head = head(journal);
    return head.hasRemaining() && head.get(0) != 0;
  }

  /** SQLite's own locks, which another process holds while it writes. */
  private static boolean locked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        FileLock lock = channel.tryLock(LOCK_OFFSET, LOCK_BYTES, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      // Another reader of this program looks at the same moment.
      return false;
    }
  }

  private static ByteBuffer head(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {}
      return head.flip();
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static Damage damage(Damage.Kind kind, String reason) {
    return new Damage(new Position(0, 0), kind, reason);
  }
}
