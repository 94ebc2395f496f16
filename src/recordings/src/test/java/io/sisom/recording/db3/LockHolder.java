package io.sisom.recording.db3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds a database as SQLite does while it writes, until its input ends. */
final class LockHolder {
  private static final long RESERVED_BYTE = 0x4000_0001L;

  private LockHolder() {}

  /**
   * @param args the file
   */
  public static void main(String[] args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.lock(RESERVED_BYTE, 1, false)) {
      System.out.println(lock.isValid());
      while (System.in.read() >= 0) {}
    }
  }
}
