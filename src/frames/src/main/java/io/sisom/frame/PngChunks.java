package io.sisom.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The chunks that make a PNG's pixels (PNG specification, third edition, section 5). Ancillary
 * chunks, whose compressed texts and profiles may inflate without a limit, are passed over.
 *
 * @param header the first chunk
 * @param palette red, green and blue of each color; empty where there is none
 * @param data the compressed pixels, in pieces
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record PngChunks(PngHeader header, byte[] palette, List<ByteBuffer> data) {
  static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int FRAMING = 12;

  /**
   * Walks over the chunks up to the last; what follows that is none of the picture's.
   *
   * @throws FrameFaultException where the data is cut short, damaged or no PNG of the standard's
   */
  static PngChunks of(byte[] png) throws FrameFaultException {
    ByteBuffer in = ByteBuffer.wrap(png);
    in.position(Long.BYTES);
    if (in.remaining() < FRAMING) {
      throw truncated(png, "no chunk");
    }
    if (in.getInt(Long.BYTES + Integer.BYTES) != IHDR) {
      throw damaged("its first chunk is not its header");
    }
    PngHeader header = PngHeader.of(chunk(png, in));
    byte[] palette = {};
    List<ByteBuffer> data = new ArrayList<>();
    boolean open = true;
    int type = 0;
    while (type != IEND) {
      type = in.remaining() < FRAMING ? 0 : in.getInt(in.position() + Integer.BYTES);
      ByteBuffer content = chunk(png, in);
      if (type == IDAT && !open) {
        throw damaged("its image data is interrupted by other chunks");
      } else if (type == IDAT) {
        data.add(content);
      } else if (type == PLTE && data.isEmpty()) {
        palette = new byte[content.remaining()];
        content.get(palette);
      }
      open = data.isEmpty() || type == IDAT;
    }
    if (header.kind() == PngHeader.Kind.PALETTE && palette.length == 0) {
      throw damaged("it has no palette");
    }
    return new PngChunks(header, palette, data);
  }

  /** The content of the chunk at {@code in}, which moves behind it. */
  private static ByteBuffer chunk(byte[] png, ByteBuffer in) throws FrameFaultException {
    if (in.remaining() < FRAMING) {
      throw truncated(png, "no further chunk");
    }
    int start = in.position();
    int length = in.getInt();
    int type = in.getInt();
    if (length < 0 || length > in.remaining() - Integer.BYTES) {
      throw truncated(png, "a chunk of " + Integer.toUnsignedString(length) + " bytes");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(start + Long.BYTES + length);
    int crc = in.getInt();
    if (type == IHDR || type == PLTE || type == IDAT || type == IEND) {
      verify(png, start, length, crc);
    }
    return content;
  }

  private static void verify(byte[] png, int start, int length, int expected)
      throws FrameFaultException {
    CRC32 crc = new CRC32();
    crc.update(png, start + Integer.BYTES, Integer.BYTES + length);
    if ((int) crc.getValue() != expected) {
      throw damaged("the chunk at byte " + start + " fails its checksum");
    }
  }

  /** The data contradicts the standard. */
  static FrameFaultException damaged(String how) {
    return new FrameFaultException(FrameFault.IMAGE, "png data is damaged: " + how);
  }

  private static FrameFaultException truncated(byte[] png, String found) {
    return new FrameFaultException(
        FrameFault.TRUNCATED,
        "png data of " + png.length + " bytes is cut short: " + found + " fits before its end");
  }
}
