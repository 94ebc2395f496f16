package io.sisom.frame;

import java.nio.ByteBuffer;

/**
 * A PNG's IHDR chunk (PNG specification, third edition, 11.2.1).
 *
 * @param width columns
 * @param height rows
 * @param depth bits of a sample
 * @param kind what a pixel is made of
 * @param interlaced whether the rows come in Adam7's seven passes
 */
record PngHeader(int width, int height, int depth, Kind kind, boolean interlaced) {
  private static final int LENGTH = 13;

  /** Samples of a pixel, as the color type says. */
  enum Kind {
    GRAY(1),
    COLOR(3),
    PALETTE(1),
    GRAY_ALPHA(2),
    COLOR_ALPHA(4);

    private final int samples;

    Kind(int samples) {
      this.samples = samples;
    }
  }

  static PngHeader of(ByteBuffer chunk) throws FrameFaultException {
    if (chunk.remaining() != LENGTH) {
      throw PngChunks.damaged("its header has " + chunk.remaining() + " bytes");
    }
    int width = chunk.getInt();
    int height = chunk.getInt();
    int depth = chunk.get();
    Kind kind = kind(chunk.get());
    int compression = chunk.get();
    int filters = chunk.get();
    int interlace = chunk.get();
    boolean depths =
        switch (kind) {
          case GRAY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          default -> depth == 8 || depth == 16;
        };
    if (compression != 0 || filters != 0 || !depths || interlace < 0 || interlace > 1) {
      throw PngChunks.damaged("its header names an unknown format");
    }
    return new PngHeader(width, height, depth, kind, interlace == 1);
  }

  private static Kind kind(int colorType) throws FrameFaultException {
    return switch (colorType) {
      case 0 -> Kind.GRAY;
      case 2 -> Kind.COLOR;
      case 3 -> Kind.PALETTE;
      case 4 -> Kind.GRAY_ALPHA;
      case 6 -> Kind.COLOR_ALPHA;
      default -> throw PngChunks.damaged("its header names the color type " + colorType);
    };
  }

  int samples() {
    return kind.samples;
  }

  /** Bytes of a pixel, at least 1: how far filters look back. */
  int step() {
    return Math.max(1, samples() * depth / 8);
  }

  /** Bytes of a row of so many pixels, without its filter type; fits an int for checked sizes. */
  int rowBytes(int pixels) {
    return Math.toIntExact(((long) pixels * samples() * depth + 7) / 8);
  }
}
