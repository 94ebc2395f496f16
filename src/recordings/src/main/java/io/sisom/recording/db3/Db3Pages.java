package io.sisom.recording.db3;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The pages of a database's file that lie in it as a whole, numbered from 1
 * (sqlite.org/fileformat2.html). A page is big-endian.
 */
final class Db3Pages implements Closeable {
  /** A page of a table's tree that holds rows. */
  static final int LEAF = 13;

  /** A page of a table's tree that holds the numbers of others. */
  static final int INTERIOR = 5;

  private static final int HEADER_BYTES = 100;
  private static final int LEAST_PAGE_BYTES = 512;
  private static final long LOCK_OFFSET = 0x4000_0000L;

  private final FileChannel channel;
  private final int pageBytes;
  private final int usableBytes;
  private final int count;
  private final boolean partial;
  private final ByteBuffer header;

  private Db3Pages(FileChannel channel) throws IOException {
    this.channel = channel;
    this.header = ByteBuffer.allocate(HEADER_BYTES);
    fill(header, 0);
    int declared = Short.toUnsignedInt(header.getShort(16));
    this.pageBytes = declared == 1 ? 1 << 16 : Math.max(LEAST_PAGE_BYTES, declared);
    this.usableBytes = pageBytes - Byte.toUnsignedInt(header.get(20));
    this.count = (int) Math.min(Integer.MAX_VALUE, channel.size() / pageBytes);
    this.partial = channel.size() % pageBytes != 0;
  }

  static Db3Pages open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new Db3Pages(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** Whether the file ends within a page. */
  boolean partial() {
    return partial;
  }

  /** How much of a page is the database's. */
  int usableBytes() {
    return usableBytes;
  }

  /** Whether there is such a page and it can hold anything. */
  boolean has(long number) {
    return number > 1 && number <= count && number != LOCK_OFFSET / pageBytes + 1;
  }

  /** A number out of the file's header. */
  int header(int at) {
    return header.getInt(at);
  }

  /** A room for {@link #read}. */
  ByteBuffer room() {
    return ByteBuffer.allocate(pageBytes);
  }

  /** Reads a page, from 1 to {@link #count}. */
  ByteBuffer read(int number, ByteBuffer into) throws IOException {
    into.clear();
    fill(into, (number - 1L) * pageBytes);
    return into;
  }

  private void fill(ByteBuffer into, long at) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int count = channel.read(into, from);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      from += count;
    }
    into.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
