package io.sisom.recording.bag;

import io.sisom.recording.RecordingEvent.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads records: the length of a header, the header, the length of the data, the data. No length is
 * believed beyond what is left; what is kept grows with what was read, not with what is claimed.
 */
final class BagRecords {
  /** The longest header of a record; real ones have some 100 bytes. */
  static final int MAX_HEADER_BYTES = 1 << 16;

  /** The largest message. */
  static final int MAX_MESSAGE_BYTES = 128 << 20;

  /** The largest description of a connection. */
  static final int MAX_CONNECTION_BYTES = 8 << 20;

  private static final int STEP_BYTES = 1 << 16;

  private final InputStream in;
  private final boolean cut;
  private long left;
  private byte[] buffer = new byte[STEP_BYTES];

  /**
   * @param in records
   * @param left how many bytes they have at most
   * @param cut whether they should have more, so that one that is longer is cut, not wrong
   */
  BagRecords(InputStream in, long left, boolean cut) {
    this.in = in;
    this.left = left;
    this.cut = cut;
  }

  /** All that a file has from here on. */
  static BagRecords of(FileBytes file) {
    return new BagRecords(file, file.left(), true);
  }

  /** A record's header and the length of its data, which is what comes next. */
  record Head(Fields fields, long dataBytes) {}

  long left() {
    return left;
  }

  /** Whether there should be more. */
  boolean cut() {
    return cut;
  }

  Head head() throws IOException, BagFaultException {
    long headerBytes = length();
    if (headerBytes > MAX_HEADER_BYTES) {
      throw BagFaultException.malformed(
          "a record's header of %,d bytes, allowed are %,d"
              .formatted(headerBytes, MAX_HEADER_BYTES));
    }
    Fields fields = Fields.of(copy((int) headerBytes));
    long dataBytes = length();
    if (!cut) {
      demand(dataBytes);
    }
    return new Head(fields, dataBytes);
  }

  /** Data, valid until the next read. */
  ByteBuffer data(int length) throws IOException, BagFaultException {
    return ByteBuffer.wrap(fill(length), 0, length).slice().asReadOnlyBuffer();
  }

  /** Data to keep. */
  byte[] copy(int length) throws IOException, BagFaultException {
    return Arrays.copyOf(fill(length), length);
  }

  void skip(long count) throws IOException, BagFaultException {
    demand(count);
    long rest = count;
    while (rest > 0) {
      long skipped = in.skip(rest);
      if (skipped <= 0) {
        if (in.read() < 0) {
          throw ended();
        }
        skipped = 1;
      }
      rest -= skipped;
    }
    left -= count;
  }

  private long length() throws IOException, BagFaultException {
    byte[] four = fill(4);
    return Integer.toUnsignedLong(ByteBuffer.wrap(four).order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  private void demand(long length) throws BagFaultException {
    if (length > left) {
      throw cut
          ? ended()
          : BagFaultException.malformed(
              "a record's part of %,d bytes where %,d are left".formatted(length, left));
    }
  }

  /** Reads into the buffer, which grows as bytes come. */
  private byte[] fill(int length) throws IOException, BagFaultException {
    demand(length);
    int have = 0;
    while (have < length) {
      if (have == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, MAX_MESSAGE_BYTES));
      }
      int count = in.read(buffer, have, Math.min(length, buffer.length) - have);
      if (count < 0) {
        throw ended();
      }
      have += count;
    }
    left -= length;
    return buffer;
  }

  /** Not whole. */
  static BagFaultException ended() {
    return new BagFaultException(Damage.Kind.CUT, "the file ends within a record");
  }
}
