package io.sisom.recording.mcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;

/**
 * Decompresses one block of LZ4 that may copy out of what stands before it in the output. A block
 * is a run of sequences: some bytes as they are, then a copy of earlier output. Short runs are
 * copied 8 bytes at a time where there is room to write a little too far; later bytes overwrite
 * that.
 */
final class Lz4Block {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MIN_MATCH = 4;
  private static final int MAX_SHORT = 32;

  private Lz4Block() {}

  /**
   * Decompresses a block.
   *
   * @param oldest the first byte of {@code out} that the block may copy
   * @param to where its first byte goes
   * @param end end of the room in {@code out}
   * @return how many bytes it gave
   * @throws LZ4Exception where the block is damaged
   */
  static int decompress(byte[] in, int from, int length, byte[] out, int oldest, int to, int end) {
    int limit = from + length;
    int at = from;
    int done = to;
    while (at < limit) {
      int token = in[at++];
      int literals = (token >>> 4) & 0xf;
      if (literals == 15) {
        int more;
        do {
          more = at < limit ? in[at++] & 0xff : fail();
          literals += more;
        } while (more == 255 && literals >= 0);
      }
      if (literals < 0 || literals > limit - at || literals > end - done) {
        throw new LZ4Exception("literals beyond the end");
      }
      if (literals <= MAX_SHORT && limit - at >= MAX_SHORT && end - done >= MAX_SHORT) {
        for (int i = 0; i < literals; i += 8) {
          LONG.set(out, done + i, (long) LONG.get(in, at + i));
        }
      } else {
        System.arraycopy(in, at, out, done, literals);
      }
      at += literals;
      done += literals;
      if (at == limit) {
        return done - to;
      }
      if (limit - at < 2) {
        throw new LZ4Exception("ends within an offset");
      }
      int back = (in[at] & 0xff) | (in[at + 1] & 0xff) << 8;
      at += 2;
      int match = token & 0xf;
      if (match == 15) {
        int more;
        do {
          more = at < limit ? in[at++] & 0xff : fail();
          match += more;
        } while (more == 255 && match >= 0);
      }
      match += MIN_MATCH;
      if (back == 0 || back > done - oldest || match < 0 || match > end - done) {
        throw new LZ4Exception("a copy beyond the output");
      }
      copy(out, done, back, match, end);
      done += match;
    }
    throw new LZ4Exception("ends within a sequence");
  }

  private static void copy(byte[] out, int done, int back, int match, int end) {
    int source = done - back;
    if (back >= 8 && match <= MAX_SHORT && end - done >= MAX_SHORT + 8) {
      for (int i = 0; i < match; i += 8) {
        LONG.set(out, done + i, (long) LONG.get(out, source + i));
      }
    } else if (back >= match) {
      System.arraycopy(out, source, out, done, match);
    } else if (match <= MAX_SHORT) {
      for (int i = 0; i < match; i++) {
        out[done + i] = out[source + i];
      }
    } else {
      // A pattern that repeats: what has been copied is copied again, twice as much each time.
      int copied = 0;
      while (copied < match) {
        int part = Math.min(match - copied, back + copied);
        System.arraycopy(out, source, out, done + copied, part);
        copied += part;
      }
    }
  }

  private static int fail() {
    throw new LZ4Exception("ends within a length");
  }
}
