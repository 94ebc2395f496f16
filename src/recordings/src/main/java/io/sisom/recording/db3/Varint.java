package io.sisom.recording.db3;

import java.nio.ByteBuffer;

/** SQLite's numbers of 1 to 9 bytes: seven bits a byte, the ninth has eight. */
final class Varint {
  private Varint() {}

  /**
   * Reads one.
   *
   * @throws java.nio.BufferUnderflowException where the bytes end within it
   */
  static long read(ByteBuffer from) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      byte next = from.get();
      value = value << 7 | next & 0x7f;
      if (next >= 0) {
        return value;
      }
    }
    return value << 8 | from.get() & 0xff;
  }
}
