package io.sisom.recording.bag;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named values of a record's header, or of a connection: each a length of four bytes, then
 * {@code name=value}. Integers are little-endian.
 */
final class Fields {
  /** More fields than this are no header. */
  private static final int MAX_FIELDS = 256;

  private final Map<String, ByteBuffer> values = new LinkedHashMap<>();

  /** Out of bytes, which are not copied. */
  static Fields of(byte[] bytes) throws BagFaultException {
    Fields fields = new Fields();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      if (in.remaining() < 4 || fields.values.size() == MAX_FIELDS) {
        throw BagFaultException.malformed("a header does not consist of whole fields");
      }
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw BagFaultException.malformed("a header's field is longer than the header");
      }
      int end = in.position() + length;
      int equals = in.position();
      while (equals < end && in.get(equals) != '=') {
        equals++;
      }
      if (equals == end) {
        throw BagFaultException.malformed("a header's field has no name");
      }
      String name = new String(bytes, in.position(), equals - in.position(), UTF_8);
      fields.values.put(
          name, ByteBuffer.wrap(bytes, equals + 1, end - equals - 1).slice().asReadOnlyBuffer());
      in.position(end);
    }
    return fields;
  }

  /** The kind of record; -1 where none is given. */
  int op() {
    ByteBuffer value = values.get("op");
    return value == null || value.remaining() != 1 ? -1 : value.get(0);
  }

  /** An unsigned integer of four bytes. */
  long unsigned(String name) throws BagFaultException {
    return Integer.toUnsignedLong(number(name, 4).getInt(0));
  }

  /** An integer of eight bytes. */
  long number(String name) throws BagFaultException {
    return number(name, 8).getLong(0);
  }

  /** A time of four bytes of seconds, then of nanoseconds. */
  long nanos(String name) throws BagFaultException {
    ByteBuffer value = number(name, 8);
    long seconds = Integer.toUnsignedLong(value.getInt(0));
    return seconds * 1_000_000_000L + Integer.toUnsignedLong(value.getInt(4));
  }

  /** A text; empty where there is none. */
  String text(String name) {
    ByteBuffer value = values.get(name);
    return value == null ? "" : UTF_8.decode(value.duplicate()).toString();
  }

  /** The bytes of a value; null where there is none. */
  @Nullable ByteBuffer bytes(String name) {
    return values.get(name);
  }

  private ByteBuffer number(String name, int bytes) throws BagFaultException {
    ByteBuffer value = values.get(name);
    if (value == null || value.remaining() != bytes) {
      throw BagFaultException.malformed(
          "a header has no field \"%s\" of %d bytes".formatted(name, bytes));
    }
    return value.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }
}
