package io.sisom.recording.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads fields that follow one another without names, as ROS 1 and CDR write them: ROS 1 little
 * endian and without gaps, CDR in either order, each number at a multiple of its size but no more
 * than {@code maxAlign}, counted from where the fields begin.
 */
final class FieldCursor {
  private final ByteBuffer in;
  private final int maxAlign;

  /**
   * Over the rest of a payload.
   *
   * @param fields from the first field on; its position is left as it is
   * @param maxAlign 1, 4 or 8
   */
  FieldCursor(ByteBuffer fields, ByteOrder order, int maxAlign) {
    this.in = fields.slice().order(order);
    this.maxAlign = maxAlign;
  }

  int uint8() throws MalformedMessageException {
    need(1, "a field of 1 byte");
    return in.get() & 0xff;
  }

  int int32() throws MalformedMessageException {
    align(Integer.BYTES);
    return in.getInt();
  }

  long uint32() throws MalformedMessageException {
    return int32() & 0xffffffffL;
  }

  void skipUint64() throws MalformedMessageException {
    align(Long.BYTES);
    in.getLong();
  }

  String text(String name) throws MalformedMessageException {
    long length = uint32();
    if (length > ImageFields.MAX_TEXT) {
      throw ImageFields.tooLong(name, length);
    }
    byte[] bytes = new byte[need(length, "field " + name)];
    in.get(bytes);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  ByteBuffer bytes(String name) throws MalformedMessageException {
    int length = need(uint32(), "field " + name);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }

  /** Whether all has been read. */
  boolean atEnd() {
    return !in.hasRemaining();
  }

  private void align(int size) throws MalformedMessageException {
    int alignment = Math.min(size, maxAlign);
    int gap = -in.position() & alignment - 1;
    need(gap + (long) size, "a field of " + size + " bytes");
    in.position(in.position() + gap);
  }

  private int need(long bytes, String what) throws MalformedMessageException {
    if (bytes > in.remaining()) {
      throw new MalformedMessageException(
          "message is cut short: %s at byte %d needs %d bytes, %d are left"
              .formatted(what, in.position(), bytes, in.remaining()));
    }
    return (int) bytes;
  }
}
