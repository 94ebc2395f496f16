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
  public Picture decode(FrameShape target) throws FrameFaultException {
    return Picture.whole(PngDecoder.decode(png));
  }
}
