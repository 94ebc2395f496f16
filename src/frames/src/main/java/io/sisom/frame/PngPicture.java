package io.sisom.frame;

import io.sisom.method.FrameShape;

/** A PNG whose chunks have been found whole. */
final class PngPicture implements EncodedPicture {
  private final PngChunks png;

  private PngPicture(PngChunks png) {
    this.png = png;
  }

  static PngPicture of(byte[] bytes, FrameSize declared) throws FrameFaultException {
    PngChunks png = PngChunks.of(bytes);
    declared.check("png", png.header().width(), png.header().height());
    return new PngPicture(png);
  }

  @Override
  public int width() {
    return png.header().width();
  }

  @Override
  public int height() {
    return png.header().height();
  }

  @Override
  public long heap(FrameShape target) {
    return 3L * width() * height() + 2L * png.header().rowBytes(width());
  }

  @Override
  public DecodedPicture decode(FrameShape target) throws FrameFaultException {
    return DecodedPicture.whole(PngDecoder.decode(png));
  }

  /** Whether it has one channel of 16 bits, as depth and infrared have. */
  boolean isGray16() {
    return png.header().kind() == PngHeader.Kind.GRAY && png.header().depth() == 16;
  }

  /** All 16 bits of its samples, row by row. */
  char[] gray16() throws FrameFaultException {
    if (png.header().interlaced()) {
      throw new FrameFaultException(
          FrameFault.IMAGE, "png of 16 bits is interlaced, which is read in 8 bits only");
    }
    int width = width();
    char[] samples = new char[width * height()];
    try (PngRows rows = new PngRows(png, png.header().rowBytes(width))) {
      rows.startPass();
      int to = 0;
      for (int y = 0; y < height(); y++) {
        byte[] row = rows.next(png.header().rowBytes(width));
        for (int x = 0, from = rows.offset(); x < width; x++, from += 2) {
          samples[to++] = (char) ((row[from] & 0xff) << 8 | row[from + 1] & 0xff);
        }
      }
    }
    return samples;
  }
}
