package io.sisom.recording.video;

/**
 * Reads bits of an H.264 unit, most significant first, without the bytes put in to avoid start
 * codes.
 */
final class BitReader {
  private static final int MAX_ZEROS = 31;

  private final byte[] bytes;
  private final int length;
  private int bit;

  /**
   * A unit's bits.
   *
   * @param unit as it lies in the stream, without start code
   */
  BitReader(byte[] unit) {
    bytes = new byte[unit.length];
    int kept = 0;
    int zeros = 0;
    for (byte it : unit) {
      boolean putIn = zeros >= 2 && it == 3;
      zeros = it == 0 ? zeros + 1 : 0;
      if (!putIn) {
        bytes[kept++] = it;
      }
    }
    length = kept;
  }

  /** So many bits, 0 to 32; bits beyond the end are 0. */
  long bits(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      boolean there = bit >> 3 < length;
      value = value << 1 | (there ? bytes[bit >> 3] >> (7 - (bit & 7)) & 1 : 0);
      bit++;
    }
    return value;
  }

  boolean flag() {
    return bits(1) == 1;
  }

  /** An unsigned Exp-Golomb number; of one that is too long, something. */
  long unsigned() {
    int zeros = 0;
    while (zeros < MAX_ZEROS && !flag()) {
      zeros++;
    }
    return (1L << zeros) - 1 + bits(zeros);
  }

  /** A signed Exp-Golomb number. */
  long signed() {
    long code = unsigned();
    return (code & 1) == 1 ? (code + 1) >> 1 : -(code >> 1);
  }

  /** Whether all that was read was there. */
  boolean whole() {
    return bit <= 8 * length;
  }
}
