package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Decompresses LZ4 frames (version 1) whose size is known. The recorders of ROS link a frame's
 * blocks: each may copy out of the blocks before it. lz4-java reads unlinked blocks only, so linked
 * ones are read by {@link Lz4Block}.
 */
final class Lz4Frames {
  private static final int MAGIC = 0x184d2204;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int STORED = 0x8000_0000;

  private final LZ4SafeDecompressor unlinked = LZ4Factory.fastestInstance().safeDecompressor();
  private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();

  /**
   * Decompresses all frames within a part of {@code in} into the first {@code size} bytes of {@code
   * out}; how many bytes they gave.
   */
  int decompress(byte[] in, int at, int length, byte[] out, int size) throws McapFaultException {
    ByteBuffer file = ByteBuffer.wrap(in, at, length).order(ByteOrder.LITTLE_ENDIAN);
    int done = 0;
    while (file.hasRemaining()) {
      need(file, 8);
      int magic = file.getInt();
      if ((magic & ~0xf) == SKIPPABLE) {
        skip(file, file.getInt());
      } else if (magic == MAGIC) {
        done = frame(file, in, out, done, size);
      } else {
        throw corrupt("is no frame of LZ4");
      }
    }
    return done;
  }

  private int frame(ByteBuffer file, byte[] in, byte[] out, int start, int size)
      throws McapFaultException {
    int descriptor = file.position();
    int flags = file.get();
    file.get();
    if ((flags & 0xc0) != 0x40 || (flags & 0x01) != 0) {
      throw corrupt("has a frame of LZ4 in another version or with a dictionary");
    }
    skip(file, (flags & 0x08) != 0 ? 8 : 0);
    int hashed = hash.hash(in, descriptor, file.position() - descriptor, 0);
    need(file, 1);
    if (file.get() != (byte) (hashed >> 8)) {
      throw corrupt("has a damaged head of an LZ4 frame");
    }
    boolean linked = (flags & 0x20) == 0;
    int done = start;
    while (true) {
      need(file, 4);
      int head = file.getInt();
      if (head == 0) {
        break;
      }
      int length = head & ~STORED;
      int from = file.position();
      skip(file, length);
      // Blocks reach back to the beginning of their frame, not beyond.
      done += block(head < 0, in, from, length, out, linked ? start : done, done, size, linked);
      sum((flags & 0x10) != 0, file, in, from, length);
    }
    sum((flags & 0x04) != 0, file, out, start, done - start);
    return done;
  }

  private int block(
      boolean stored,
      byte[] in,
      int from,
      int length,
      byte[] out,
      int oldest,
      int to,
      int size,
      boolean linked)
      throws McapFaultException {
    if (stored) {
      if (length > size - to) {
        throw corrupt("has more bytes than it declares");
      }
      System.arraycopy(in, from, out, to, length);
      return length;
    }
    try {
      return linked
          ? Lz4Block.decompress(in, from, length, out, oldest, to, size)
          : unlinked.decompress(in, from, length, out, to, size - to);
    } catch (LZ4Exception e) {
      throw corrupt("cannot be decompressed with LZ4");
    }
  }

  private void sum(boolean given, ByteBuffer file, byte[] bytes, int from, int length)
      throws McapFaultException {
    if (given) {
      need(file, 4);
      if (file.getInt() != hash.hash(bytes, from, length, 0)) {
        throw corrupt("does not agree with LZ4's checksum");
      }
    }
  }

  private static void skip(ByteBuffer file, int length) throws McapFaultException {
    need(file, length);
    file.position(file.position() + length);
  }

  private static void need(ByteBuffer file, int length) throws McapFaultException {
    if (length < 0 || length > file.remaining()) {
      throw corrupt("ends within a frame of LZ4");
    }
  }

  private static McapFaultException corrupt(String reason) {
    return new McapFaultException(Kind.CORRUPT, reason);
  }
}
