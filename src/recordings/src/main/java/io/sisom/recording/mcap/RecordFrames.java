package io.sisom.recording.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file one after the other: kind, length, content, and the running checksum of the
 * section that they lie in. A record is either taken with {@link #content} or passed over with
 * {@link #pass}.
 */
final class RecordFrames implements Closeable {
  private static final int HEAD = 9;
  private static final int FIRST_BUFFER = 1 << 16;

  private final McapInput input;
  private final CRC32 section = new CRC32();
  private final byte[] head = new byte[HEAD];
  private byte[] content = new byte[0];
  private long start;
  private int unsummedHead;
  private int unsummed;

  RecordFrames(McapInput input) {
    this.input = input;
  }

  /** What {@link #advance} met. */
  enum Step {
    RECORD,
    END,
    CUT
  }

  /** Takes bytes that belong to no record; how many there are before the end. */
  int raw(byte[] target) throws IOException {
    sum();
    start = input.offset();
    int got = input.read(target, 0, target.length);
    section.update(target, 0, got);
    return got;
  }

  /** On to the next record; the one before must have been taken or passed over. */
  Step advance() throws IOException {
    sum();
    start = input.offset();
    int got = input.read(head, 0, HEAD);
    unsummedHead = got;
    return got == HEAD ? Step.RECORD : got == 0 ? Step.END : Step.CUT;
  }

  int opcode() {
    return head[0] & 0xff;
  }

  /** Announced length of the content; negative where it is absurd. */
  long length() {
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(1);
  }

  /** Offset of the record. */
  long start() {
    return start;
  }

  /** Offset of the next byte. */
  long offset() {
    return input.offset();
  }

  /** The content, read-only and valid until {@link #advance}; null where the file ends within. */
  @Nullable ByteBuffer content() throws IOException {
    int length = Math.toIntExact(length());
    if (length > input.remaining()) {
      pass();
      return null;
    }
    // Memory follows what is really there: an announced length alone takes none.
    int done = 0;
    while (done < length) {
      if (content.length == done) {
        content = Arrays.copyOf(content, (int) Math.min(length, Math.max(FIRST_BUFFER, 2L * done)));
      }
      int want = Math.min(length, content.length) - done;
      int got = input.read(content, done, want);
      done += got;
      if (got < want) {
        return null;
      }
    }
    unsummed = length;
    return ByteBuffer.wrap(content, 0, length).asReadOnlyBuffer();
  }

  /** The array that {@link #content} lies in, from its beginning. */
  byte[] array() {
    return content;
  }

  /** Reads over the content; false where the file ends within. */
  boolean pass() throws IOException {
    sum();
    byte[] scratch = new byte[(int) Math.min(length(), FIRST_BUFFER)];
    long left = length();
    while (left > 0) {
      int want = (int) Math.min(left, scratch.length);
      int got = input.read(scratch, 0, want);
      section.update(scratch, 0, got);
      left -= got;
      if (got < want) {
        return false;
      }
    }
    return true;
  }

  /** Checksum of the section up to this record. */
  long sectionCrc() {
    return section.getValue();
  }

  /** Checksum of the section and of this record up to its content's first bytes. */
  long sectionCrcWith(int contentBytes) {
    section.update(head, 0, unsummedHead);
    section.update(content, 0, contentBytes);
    unsummedHead = 0;
    unsummed = 0;
    return section.getValue();
  }

  /** A new section begins after this record. */
  void startSection() {
    section.reset();
    unsummedHead = 0;
    unsummed = 0;
  }

  /** Goes on at another offset. Only for files. */
  void seek(long offset) throws IOException {
    input.seek(offset);
    startSection();
  }

  private void sum() {
    section.update(head, 0, unsummedHead);
    section.update(content, 0, unsummed);
    unsummedHead = 0;
    unsummed = 0;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
