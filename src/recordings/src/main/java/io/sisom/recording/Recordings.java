package io.sisom.recording;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.sisom.recording.OpeningOutcome.NotARecording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens recordings of several formats, told apart by their first bytes, never by their name. */
public final class Recordings {
  /** Enough of a compressed file for the first bytes of what is in it: a block of zstd. */
  private static final int ZSTD_HEAD_BYTES = 256 << 10;

  private static final ByteBuffer ZSTD =
      ByteBuffer.wrap(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}).asReadOnlyBuffer();

  private final List<RecordingFormat> formats;

  /**
   * @param formats those that are known
   */
  public Recordings(List<RecordingFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /**
   * Opens a file.
   *
   * @param after where reading begins, {@link Position#START} for the first message
   * @throws IOException where the storage fails
   */
  public OpeningOutcome open(Path file, Position after) throws IOException {
    Look look = look(file);
    return look.format() == null
        ? new NotARecording(file, look.reason())
        : look.format().open(file, after);
  }

  /**
   * Looks at a file's first bytes: why it is no recording, empty where it is one.
   *
   * @throws IOException where the storage fails
   */
  public Optional<NotARecording> refusal(Path file) throws IOException {
    Look look = look(file);
    return look.format() == null
        ? Optional.of(new NotARecording(file, look.reason()))
        : Optional.empty();
  }

  private record Look(@Nullable RecordingFormat format, String reason) {}

  private Look look(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new Look(null, Files.exists(file) ? "it is no file" : "there is no such file");
    }
    byte[] head = head(file);
    if (head.length == 0) {
      return new Look(null, "the file is empty");
    }
    boolean zstd = head.length >= 4 && ByteBuffer.wrap(head, 0, 4).equals(ZSTD);
    byte[] inner = zstd ? unpacked(head) : head;
    ByteBuffer shown =
        ByteBuffer.wrap(inner, 0, Math.min(inner.length, RecordingFormat.HEAD_BYTES));
    for (RecordingFormat format : formats) {
      if (format.begins(shown.slice().asReadOnlyBuffer())) {
        return zstd && !format.readsZstd()
            ? new Look(null, "it is compressed as a whole; undo that first (unzstd)")
            : new Look(format, "");
      }
    }
    return new Look(
        null,
        (zstd ? "what is compressed in it" : "it") + " begins as none of the known recordings");
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ZSTD_HEAD_BYTES);
    }
  }

  private static byte[] unpacked(byte[] head) {
    byte[] inner = new byte[RecordingFormat.HEAD_BYTES];
    int have = 0;
    try (InputStream in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(head))) {
      while (have < inner.length) {
        int count = in.read(inner, have, inner.length - have);
        if (count < 0) {
          break;
        }
        have += count;
      }
    } catch (IOException e) {
      // A file that is cut or damaged: what came out decides.
    }
    return Arrays.copyOf(inner, have);
  }
}
