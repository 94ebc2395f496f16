package io.sisom.recording.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of a raw image whose sizes have been checked.
 *
 * @param data first row first; absolute reads only
 * @param width columns
 * @param height rows
 * @param step bytes from one row to the next
 */
record RawRows(ByteBuffer data, int width, int height, int step) {
  RawRows {
    // A view has an order of its own; it is the caller's to keep.
    data = data.slice().order(data.order());
  }

  /** Bytes that begin in a row, and may go on behind it. */
  void read(int row, byte[] into, int length) {
    data.get(row * step, into, 0, length);
  }

  /** Samples of 8 or 16 bits as numbers. */
  void read(int row, int[] into, int sampleBytes) {
    int at = row * step;
    if (sampleBytes == 1) {
      for (int i = 0; i < into.length; i++) {
        into[i] = data.get(at + i) & 0xff;
      }
    } else {
      for (int i = 0; i < into.length; i++) {
        into[i] = data.getChar(at + 2 * i);
      }
    }
  }

  static ByteOrder order(boolean bigEndian) {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
