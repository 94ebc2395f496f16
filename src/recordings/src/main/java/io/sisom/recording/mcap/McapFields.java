package io.sisom.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the fields of one record in turn; refuses what reaches beyond the record. */
final class McapFields {
  private static final int MAX_ENTRIES = 65_536;

  private final ByteBuffer content;
  private final int maxTextBytes;

  /** Reads what lies between the buffer's position and limit. */
  McapFields(ByteBuffer content, int maxTextBytes) {
    this.content = content.order(ByteOrder.LITTLE_ENDIAN);
    this.maxTextBytes = maxTextBytes;
  }

  int u8() throws McapFaultException {
    need(1);
    return content.get() & 0xff;
  }

  int u16() throws McapFaultException {
    need(2);
    return content.getShort() & 0xffff;
  }

  long u32() throws McapFaultException {
    need(4);
    return content.getInt() & 0xffff_ffffL;
  }

  long u64() throws McapFaultException {
    need(8);
    return content.getLong();
  }

  /** A text; bytes that are no UTF-8 become replacement characters. */
  String text() throws McapFaultException {
    long length = u32();
    if (length > maxTextBytes) {
      throw McapFaultException.malformed(
          "has a text of " + length + " bytes, at most " + maxTextBytes + " are read");
    }
    byte[] bytes = new byte[need(length)];
    content.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Bytes whose length is given in 4 bytes. */
  ByteBuffer bytes32() throws McapFaultException {
    return next(u32());
  }

  /** Bytes whose length is given in 8 bytes. */
  ByteBuffer bytes64() throws McapFaultException {
    return next(u64());
  }

  /** All that is left. */
  ByteBuffer rest() throws McapFaultException {
    return next(content.remaining());
  }

  Map<String, String> texts() throws McapFaultException {
    McapFields entries = new McapFields(bytes32(), maxTextBytes);
    Map<String, String> texts = new LinkedHashMap<>();
    while (entries.content.hasRemaining()) {
      String key = entries.text();
      texts.put(key, entries.text());
      if (texts.size() > MAX_ENTRIES) {
        throw McapFaultException.malformed("has more than " + MAX_ENTRIES + " entries in a map");
      }
    }
    return texts;
  }

  /** Numbers by a channel's id. */
  Map<Integer, Long> byChannel() throws McapFaultException {
    McapFields entries = new McapFields(bytes32(), maxTextBytes);
    Map<Integer, Long> numbers = new LinkedHashMap<>();
    while (entries.content.hasRemaining()) {
      int key = entries.u16();
      numbers.put(key, entries.u64());
    }
    return numbers;
  }

  private ByteBuffer next(long length) throws McapFaultException {
    int size = need(length);
    ByteBuffer part = content.slice(content.position(), size);
    content.position(content.position() + size);
    return part;
  }

  private int need(long length) throws McapFaultException {
    if (length < 0 || length > content.remaining()) {
      throw McapFaultException.malformed(
          "ends within a field: "
              + Long.toUnsignedString(length)
              + " bytes are announced, "
              + content.remaining()
              + " are left");
    }
    return (int) length;
  }
}
