package io.sisom.recording.mcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The fields of a record, written in turn. */
final class McapBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  McapBytes u16(int value) {
    return number(value, 2);
  }

  McapBytes u32(long value) {
    return number(value, 4);
  }

  McapBytes u64(long value) {
    return number(value, 8);
  }

  McapBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return u32(bytes.length).raw(bytes);
  }

  McapBytes texts(Map<String, String> texts) {
    McapBytes entries = new McapBytes();
    texts.forEach((key, value) -> entries.text(key).text(value));
    return u32(entries.size()).raw(entries.bytes());
  }

  McapBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** A whole record. */
  McapBytes record(int opcode, McapBytes content) {
    out.write(opcode);
    return u64(content.size()).raw(content.bytes());
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private McapBytes number(long value, int width) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(bytes, 0, width);
    return this;
  }
}
