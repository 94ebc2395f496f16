package io.sisom.recording.db3;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A database out of a file that was compressed as a whole, in a temporary file that only this user
 * may read; whoever made it deletes it.
 *
 * @param path the temporary file
 * @param damage what is wrong with the compressed one; its beginning may be there nevertheless
 */
record UnpackedFile(Path path, @Nullable Damage damage) {
  private static final int STEP_BYTES = 1 << 16;

  static UnpackedFile of(Path compressed, long maxBytes) throws IOException {
    Path path = Files.createTempFile("sisom-recording-", ".db3");
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      return new UnpackedFile(path, unpack(compressed, path, Math.min(maxBytes, free / 2)));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static @Nullable Damage unpack(Path compressed, Path into, long maxBytes)
      throws IOException {
    long bytes = 0;
    byte[] step = new byte[STEP_BYTES];
    try (InputStream file = new BufferedInputStream(Files.newInputStream(compressed));
        InputStream in = new ZstdInputStreamNoFinalizer(file);
        OutputStream out = Files.newOutputStream(into)) {
      for (int count = in.read(step); count >= 0; count = in.read(step)) {
        bytes += count;
        if (bytes > maxBytes) {
          return damage(
              Damage.Kind.MALFORMED,
              "the file unpacks to more than the %,d bytes that are allowed; unpack it by hand"
                  .formatted(maxBytes));
        }
        out.write(step, 0, count);
      }
      return null;
    } catch (ZstdIOException e) {
      return damage(
          Damage.Kind.CUT,
          "the compressed file is cut or damaged: %s; %,d bytes came out of it"
              .formatted(e.getMessage(), bytes));
    }
  }

  private static Damage damage(Damage.Kind kind, String reason) {
    return new Damage(new Position(0, 0), kind, reason);
  }
}
