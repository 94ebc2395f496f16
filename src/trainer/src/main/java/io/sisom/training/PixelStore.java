package io.sisom.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Decoded pixels of the labeled pool, in a file with slots of one size that is deleted when the
 * process ends. The topic still has the frames, so nothing is lost. Used by one thread.
 */
final class PixelStore implements AutoCloseable {
  private final FileChannel file;
  private final int frameBytes;
  private final Map<String, Long> slots = new HashMap<>();
  private final Deque<Long> free = new ArrayDeque<>();
  private long used;

  /**
   * An empty store.
   *
   * @param folder for the file; made where it is missing
   * @param frameBytes of each frame
   */
  PixelStore(Path folder, int frameBytes) {
    this.frameBytes = frameBytes;
    try {
      this.file =
          FileChannel.open(
              Files.createTempFile(Files.createDirectories(folder), "pool-", ".pixels"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no file for the labeled pool's pixels can be made in " + folder, e);
    }
  }

  /** Keeps a frame, in place of what was kept under its id. */
  void put(String frameId, byte[] planar) {
    if (planar.length != frameBytes) {
      throw new IllegalArgumentException(
          "a frame here has " + frameBytes + " bytes, " + frameId + " has " + planar.length);
    }
    long slot = slots.computeIfAbsent(frameId, id -> free.isEmpty() ? used++ : free.pop());
    ByteBuffer buffer = ByteBuffer.wrap(planar);
    try {
      long position = slot * frameBytes;
      while (buffer.hasRemaining()) {
        position += file.write(buffer, position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the labeled pool's pixels cannot be written", e);
    }
  }

  /** Pixels of a frame that is kept. */
  byte[] get(String frameId) {
    Long slot = slots.get(frameId);
    if (slot == null) {
      throw new IllegalArgumentException("frame " + frameId + " is not in the labeled pool");
    }
    ByteBuffer buffer = ByteBuffer.allocate(frameBytes);
    try {
      long position = slot * frameBytes;
      while (buffer.hasRemaining()) {
        int read = file.read(buffer, position);
        if (read < 0) {
          throw new IOException("the file ends before frame " + frameId);
        }
        position += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the labeled pool's pixels cannot be read", e);
    }
    return buffer.array();
  }

  /** Forgets a frame. */
  void remove(String frameId) {
    Long slot = slots.remove(frameId);
    if (slot != null) {
      free.push(slot);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the labeled pool's pixels cannot be closed", e);
    }
  }
}
