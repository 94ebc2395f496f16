package io.sisom.recording.mcap;

import java.nio.ByteBuffer;

/** The eight bytes that an MCAP file begins and ends with; the sixth is the version. */
final class McapMagic {
  static final int LENGTH = 8;
  private static final int VERSION_AT = 5;
  private static final byte[] BYTES = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

  private McapMagic() {}

  /** What bytes are. */
  enum Match {
    SAME,
    OTHER_VERSION,
    /** They may be the beginning of the magic bytes, and end too early. */
    SHORT,
    OTHER
  }

  /** Looks at the bytes from the position on, and leaves the buffer as it is. */
  static Match match(ByteBuffer head) {
    Match match = Match.SAME;
    for (int i = 0; i < LENGTH; i++) {
      if (i >= head.remaining()) {
        return Match.SHORT;
      }
      if (head.get(head.position() + i) != BYTES[i]) {
        if (i != VERSION_AT) {
          return Match.OTHER;
        }
        match = Match.OTHER_VERSION;
      }
    }
    return match;
  }

  static byte[] bytes() {
    return BYTES.clone();
  }
}
