package io.sisom.frame;

import java.util.List;

/**
 * Decodes a PNG straight into planes: no color management, alpha dropped, gray repeated, of 16 bits
 * the higher 8. Beside the planes it needs no more than two rows.
 */
final class PngDecoder {
  /** Where a pass begins and its steps, across and down (PNG specification, 8.1). */
  private record Pass(int x, int y, int across, int down) {}

  private static final List<Pass> WHOLE = List.of(new Pass(0, 0, 1, 1));
  private static final List<Pass> ADAM7 =
      List.of(
          new Pass(0, 0, 8, 8),
          new Pass(4, 0, 8, 8),
          new Pass(0, 4, 4, 8),
          new Pass(2, 0, 4, 4),
          new Pass(0, 2, 2, 4),
          new Pass(1, 0, 2, 2),
          new Pass(0, 1, 1, 2));

  private final PngChunks png;
  private final PngHeader header;
  private final int size;
  private final byte[] planar;

  private PngDecoder(PngChunks png) {
    this.png = png;
    this.header = png.header();
    this.size = header.width() * header.height();
    this.planar = new byte[3 * size];
  }

  /** Three planes of a picture whose size has been checked. */
  static Planes decode(PngChunks png) throws FrameFaultException {
    return new PngDecoder(png).planes();
  }

  private Planes planes() throws FrameFaultException {
    int width = header.width();
    try (PngRows rows = new PngRows(png, header.rowBytes(width))) {
      for (Pass pass : header.interlaced() ? ADAM7 : WHOLE) {
        int columns = (width - pass.x() + pass.across() - 1) / pass.across();
        if (columns <= 0) {
          continue;
        }
        int length = header.rowBytes(columns);
        rows.startPass();
        for (int y = pass.y(); y < header.height(); y += pass.down()) {
          byte[] row = rows.next(length);
          place(row, rows.offset(), y * width + pass.x(), columns, pass.across());
        }
      }
    }
    if (header.samples() < 3 && header.kind() != PngHeader.Kind.PALETTE) {
      System.arraycopy(planar, 0, planar, size, size);
      System.arraycopy(planar, 0, planar, 2 * size, size);
    }
    return new Planes(3, header.height(), width, planar);
  }

  private void place(byte[] row, int from, int at, int count, int step) {
    if (header.depth() < 8) {
      placeBits(row, from, at, count, step);
    } else if (header.kind() == PngHeader.Kind.PALETTE) {
      for (int i = 0, to = at; i < count; i++, to += step) {
        paint(row[from + i] & 0xff, to);
      }
    } else {
      int wide = header.step();
      int sample = header.depth() / 8;
      for (int plane = 0; plane < (header.samples() < 3 ? 1 : 3); plane++) {
        int read = from + plane * sample;
        int to = plane * size + at;
        for (int i = 0; i < count; i++, read += wide, to += step) {
          planar[to] = row[read];
        }
      }
    }
  }

  private void placeBits(byte[] row, int from, int at, int count, int step) {
    int depth = header.depth();
    int most = (1 << depth) - 1;
    boolean palette = header.kind() == PngHeader.Kind.PALETTE;
    for (int i = 0, to = at; i < count; i++, to += step) {
      int bit = i * depth;
      int sample = row[from + (bit >> 3)] >> (8 - depth - (bit & 7)) & most;
      if (palette) {
        paint(sample, to);
      } else {
        planar[to] = (byte) (sample * 255 / most);
      }
    }
  }

  /** A color that the palette does not have is black, as Pillow shows it. */
  private void paint(int color, int to) {
    int from = 3 * color;
    byte[] palette = png.palette();
    if (from + 3 <= palette.length) {
      planar[to] = palette[from];
      planar[size + to] = palette[from + 1];
      planar[2 * size + to] = palette[from + 2];
    }
  }
}
