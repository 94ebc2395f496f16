package io.sisom.recording.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message behind its CDR encapsulation header: two bytes that name the representation, two of
 * options (OMG DDSI-RTPS 2.5, 10.2; DDS-XTypes 1.3, 7.4.3 and 7.6.3.1.2). XCDR2 aligns to no more
 * than 4 bytes, XCDR1 to 8.
 *
 * @param fields the fields, from where their places are counted
 * @param order of the bytes in a number
 * @param maxAlign 4 or 8
 * @param delimited whether the fields' length was said
 */
record CdrPayload(ByteBuffer fields, ByteOrder order, int maxAlign, boolean delimited) {
  private static final int HEADER = 4;

  static CdrPayload of(ByteBuffer payload) throws MalformedMessageException {
    if (payload.remaining() < HEADER) {
      throw new MalformedMessageException(
          "message of " + payload.remaining() + " bytes is shorter than a CDR header");
    }
    int at = payload.position();
    int kind = (payload.get(at) & 0xff) << 8 | payload.get(at + 1) & 0xff;
    ByteOrder order = (kind & 1) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer fields = payload.slice(at + HEADER, payload.remaining() - HEADER);
    // The second column of kinds is that of XTypes before it agreed with RTPS.
    return switch (kind & ~1) {
      case 0x00 -> new CdrPayload(fields, order, 8, false);
      case 0x06, 0x10 -> new CdrPayload(fields, order, 4, false);
      case 0x08, 0x14 -> new CdrPayload(delimited(fields, order), order, 4, true);
      case 0x02, 0x0a, 0x12 ->
          throw new MalformedMessageException(
              "message is written as a CDR parameter list (kind 0x%04x), which is not read"
                  .formatted(kind));
      default ->
          throw new MalformedMessageException(
              "message begins with 0x%04x, which is no CDR representation".formatted(kind));
    };
  }

  /** What follows the length, up to it. */
  private static ByteBuffer delimited(ByteBuffer fields, ByteOrder order)
      throws MalformedMessageException {
    FieldCursor cursor = new FieldCursor(fields, order, Integer.BYTES);
    long length = cursor.uint32();
    if (length > fields.remaining() - Integer.BYTES) {
      throw new MalformedMessageException(
          "message says it has %d bytes, %d follow"
              .formatted(length, fields.remaining() - Integer.BYTES));
    }
    // All places are multiples of 4 at most, so counting from behind the length is the same.
    return fields.slice(Integer.BYTES, (int) length);
  }

  FieldCursor cursor() {
    return new FieldCursor(fields, order, maxAlign);
  }
}
