package io.sisom.feed.recording;

import io.sisom.feed.WrittenTime;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When a JPEG was taken, by its Exif: DateTimeOriginal with SubSecTimeOriginal and
 * OffsetTimeOriginal, CIPA DC-008. Nothing is allocated beyond these texts.
 */
final class ExifTime {
  private static final int APP1 = 0xFFE1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int EXIF_FOLDER = 0x8769;
  private static final int DATE_TIME_ORIGINAL = 0x9003;
  private static final int OFFSET_ORIGINAL = 0x9011;
  private static final int SUB_SECONDS_ORIGINAL = 0x9291;
  private static final int TIFF_MAGIC = 42;
  private static final int ENTRY_BYTES = 12;
  private static final int MAX_TEXT = 32;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private final ByteBuffer tiff;

  private ExifTime(ByteBuffer tiff) {
    this.tiff = tiff;
  }

  /** Nanoseconds since the epoch, UTC where no offset is written; empty where there is no time. */
  static OptionalLong of(byte[] jpeg) {
    try {
      ByteBuffer tiff = tiff(ByteBuffer.wrap(jpeg));
      return tiff == null ? OptionalLong.empty() : new ExifTime(tiff).nanos();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return OptionalLong.empty(); // damaged: says nothing
    }
  }

  private static @Nullable ByteBuffer tiff(ByteBuffer jpeg) {
    jpeg.position(Short.BYTES);
    while (jpeg.remaining() > 2 * Short.BYTES) {
      int marker = jpeg.getShort() & 0xFFFF;
      int length = (jpeg.getShort() & 0xFFFF) - Short.BYTES;
      if (marker == START_OF_SCAN || length < 0 || length > jpeg.remaining()) {
        return null;
      }
      ByteBuffer segment = jpeg.slice(jpeg.position(), length);
      if (marker == APP1
          && length > EXIF.length
          && segment.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
        ByteBuffer tiff = segment.slice(EXIF.length, length - EXIF.length);
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return tiff.getShort(Short.BYTES) == TIFF_MAGIC ? tiff : null;
      }
      jpeg.position(jpeg.position() + length);
    }
    return null;
  }

  private OptionalLong nanos() {
    int folder = find(tiff.getInt(Integer.BYTES), EXIF_FOLDER);
    if (folder < 0) {
      return OptionalLong.empty();
    }
    int exif = tiff.getInt(folder + 8);
    String date = text(exif, DATE_TIME_ORIGINAL);
    if (date.length() < 19) {
      return OptionalLong.empty();
    }
    String fraction = text(exif, SUB_SECONDS_ORIGINAL);
    return WrittenTime.parse(
        date.substring(0, 10).replace(':', '-')
            + "T"
            + date.substring(11, 19)
            + (fraction.matches("\\d{1,9}") ? "." + fraction : "")
            + text(exif, OFFSET_ORIGINAL));
  }

  /** Where the entry of a tag lies in a folder; -1 where it has none. */
  private int find(int folder, int tag) {
    int entries = tiff.getShort(folder) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = folder + Short.BYTES + i * ENTRY_BYTES;
      if ((tiff.getShort(entry) & 0xFFFF) == tag) {
        return entry;
      }
    }
    return -1;
  }

  private String text(int folder, int tag) {
    int entry = find(folder, tag);
    if (entry < 0) {
      return "";
    }
    int count = tiff.getInt(entry + 4);
    if (count < 0 || count > MAX_TEXT) {
      return "";
    }
    int at = count <= Integer.BYTES ? entry + 8 : tiff.getInt(entry + 8);
    byte[] bytes = new byte[count];
    tiff.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "").strip();
  }
}
