package io.sisom.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits between two markers of a JPEG (ITU-T T.81, F.2.2.5), walked over by their Huffman codes
 * without a thought for the values. Past the marker it lends zeros, as decoders do, and remembers.
 */
final class EntropyBits {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BLOCK = 64;

  private final byte[] data;
  private int at;

  /** The next bits, the first in the highest place, zeros behind the last. */
  private long buffer;

  private int bits;
  private int lent;
  private boolean damaged;

  /** Bits from {@code at} on. */
  EntropyBits(byte[] data, int at) {
    this.data = data;
    this.at = at;
  }

  /** Goes on behind a marker. */
  void startAt(int next) {
    at = next;
    buffer = 0;
    bits = 0;
    lent = 0;
  }

  /** Whether more bits were taken than there are. */
  boolean overdrawn() {
    return bits < lent;
  }

  /** Whether something was no code, or led out of its block. */
  boolean damaged() {
    return damaged;
  }

  void damage() {
    damaged = true;
  }

  /** The byte behind the last one that a bit was taken of; for bits that are not overdrawn. */
  int end() {
    int end = at;
    for (int whole = (bits - lent) / 8; whole > 0; whole--) {
      end--;
      if (data[end] == 0 && data[end - 1] == (byte) 0xFF) {
        end--;
      }
    }
    return end;
  }

  /** Walks over one block of a sequential scan. */
  void block(HuffmanTable dc, HuffmanTable ac) {
    code(dc);
    int[] steps = ac.steps();
    int shift = Long.SIZE - ac.stepBits();
    // The inner loop of all that is decoded here: nothing in it but local variables.
    long ahead = buffer;
    int left = bits;
    int place = 1;
    while (place < BLOCK) {
      if (left < 32) {
        buffer = ahead;
        bits = left;
        fill();
        ahead = buffer;
        left = bits;
      }
      int entry = steps[(int) (ahead >>> shift)];
      int next = place + (entry >> 8 & 0xff);
      if (entry == 0 || leads(next)) {
        buffer = ahead;
        entry = single(ac);
        next = place + (entry >> 8 & 0xff);
      }
      ahead <<= entry; // by its lowest six bits
      left -= entry & 0xff;
      place = next;
    }
    buffer = ahead;
    bits = left;
    damaged |= place > BLOCK && place < HuffmanTable.END_OF_BLOCK;
  }

  /** Whether several codes at once lead out of the block, so that not all are this block's. */
  private static boolean leads(int next) {
    return next > BLOCK
        && (next < HuffmanTable.END_OF_BLOCK || next >= HuffmanTable.END_OF_BLOCK + BLOCK);
  }

  private int single(HuffmanTable table) {
    int entry = table.looks()[(int) (buffer >>> HuffmanTable.LOOK_SHIFT)];
    return entry == 0 ? longCode(table) : entry;
  }

  /** Walks over a code and the bits of its value. */
  int code(HuffmanTable table) {
    if (bits < 32) {
      fill();
    }
    int entry = single(table);
    buffer <<= entry;
    bits -= entry & 0xff;
    return entry >> 16;
  }

  private int longCode(HuffmanTable table) {
    int entry = table.find((int) (buffer >>> 48));
    if (entry == 0) {
      damaged = true;
      return HuffmanTable.END_OF_BLOCK << 8 | 16;
    }
    return entry;
  }

  /** The next bits, up to 16. */
  int take(int count) {
    if (bits < 32) {
      fill();
    }
    int taken = (int) (buffer >>> 1 >>> (63 - count));
    buffer <<= count;
    bits -= count;
    return taken;
  }

  /** Walks over any number of bits. */
  void skip(int count) {
    for (int left = count; left > 0; left -= 16) {
      take(Math.min(16, left));
    }
  }

  private void fill() {
    if (at + Long.BYTES <= data.length) {
      long word = (long) WORD.get(data, at);
      if ((~word - 0x0101010101010101L & word & 0x8080808080808080L) == 0) { // none is FF
        int whole = (Long.SIZE - 1 - bits) / 8;
        buffer |= word >>> Long.SIZE - 8 * whole << Long.SIZE - 8 * whole - bits;
        bits += 8 * whole;
        at += whole;
        return;
      }
    }
    while (bits < 32) {
      buffer |= (long) next() << (56 - bits);
      bits += 8;
    }
  }

  private int next() {
    if (at < data.length && data[at] != (byte) 0xFF) {
      return data[at++] & 0xff;
    }
    int behind = at;
    while (behind < data.length && data[behind] == (byte) 0xFF) {
      behind++;
    }
    if (behind > at && behind < data.length && data[behind] == 0) {
      at = behind + 1;
      return 0xFF;
    }
    lent += 8;
    return 0;
  }
}
