package io.sisom.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Walks a PNG's chunks (PNG specification, third edition, section 5) before it is decoded: finds
 * truncation and damage, and drops the ancillary chunks, whose compressed texts and profiles an
 * image decoder may inflate without a limit.
 */
final class PngCheck {
  static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int TRNS = 0x74524E53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final Set<Integer> KEPT = Set.of(IHDR, PLTE, TRNS, IDAT, IEND);
  private static final int FRAMING = 12;

  private PngCheck() {}

  /** The same image with nothing but the chunks that make its pixels. */
  static byte[] pixelChunks(byte[] png) throws FrameFaultException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
    ByteBuffer in = ByteBuffer.wrap(png);
    kept.write(png, 0, Long.BYTES);
    in.position(Long.BYTES);
    int type = 0;
    while (type != IEND) {
      if (in.remaining() < FRAMING) {
        throw truncated(png, "no further chunk");
      }
      int start = in.position();
      int length = in.getInt();
      type = in.getInt();
      if (length < 0 || length > in.remaining() - Integer.BYTES) {
        throw truncated(png, "a chunk of " + Integer.toUnsignedString(length) + " bytes");
      }
      in.position(start + Long.BYTES + length);
      int crc = in.getInt();
      if (KEPT.contains(type)) {
        verify(png, start, length, crc);
        kept.write(png, start, FRAMING + length);
      }
    }
    return kept.toByteArray();
  }

  private static void verify(byte[] png, int start, int length, int expected)
      throws FrameFaultException {
    CRC32 crc = new CRC32();
    crc.update(png, start + Integer.BYTES, Integer.BYTES + length);
    if ((int) crc.getValue() != expected) {
      throw new FrameFaultException(
          Fault.IMAGE, "png data is damaged: the chunk at byte " + start + " fails its checksum");
    }
  }

  private static FrameFaultException truncated(byte[] png, String found) {
    return new FrameFaultException(
        Fault.TRUNCATED,
        "png data of " + png.length + " bytes is cut short: " + found + " fits before its end");
  }
}
