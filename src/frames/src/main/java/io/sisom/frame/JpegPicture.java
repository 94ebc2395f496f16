package io.sisom.frame;

import io.sisom.method.FrameShape;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG whose header has been read: decoded by libjpeg-turbo, reduced as far as the model's input
 * allows, or by the JDK where that cannot be loaded. Either sees a copy of the picture that {@link
 * JpegReader} found whole.
 */
final class JpegPicture implements EncodedPicture {
  private static final int MARGIN = 3;

  /** Pixels; 640x480 has more. */
  private static final int LARGE = 1 << 18;

  private static final int COEFFICIENT_BYTES = 2;
  private static final int NATIVE_PIXEL_BYTES = 4;

  private final byte[] jpeg;
  private final JpegReader reader;
  private final JpegHeader header;
  private final @Nullable NativeJpeg fast;

  private JpegPicture(
      byte[] jpeg, JpegReader reader, JpegHeader header, @Nullable NativeJpeg fast) {
    this.jpeg = jpeg;
    this.reader = reader;
    this.header = header;
    this.fast = fast;
  }

  /**
   * Reads the header.
   *
   * @param fast null where the JDK is to decode
   */
  static JpegPicture of(byte[] jpeg, FrameSize declared, @Nullable NativeJpeg fast)
      throws FrameFaultException {
    JpegReader reader = new JpegReader(jpeg);
    JpegHeader header = reader.header();
    declared.check("jpeg", header.width(), header.height());
    JpegReader.checkSides(header);
    return new JpegPicture(jpeg, reader, header, fast);
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public long heap(FrameShape target) {
    // The copy, a bit for each coefficient of a progressive picture, planes, the JDK's image.
    long walk = 2L * jpeg.length + (header.progressive() ? header.samples() / 8 : 0);
    long perPixel = 3 + (fast == null ? header.components().size() : 0);
    return walk + perPixel * decodedPixels(target);
  }

  @Override
  public long outside(FrameShape target) {
    long buffered = reader.isBuffered() ? COEFFICIENT_BYTES * header.samples() : 0;
    return buffered + (fast == null ? 0 : NATIVE_PIXEL_BYTES * decodedPixels(target) + jpeg.length);
  }

  private long decodedPixels(FrameShape target) {
    int reduction = fast == null ? 1 : reduction(width(), height(), target);
    return (long) NativeJpeg.reduced(width(), reduction) * NativeJpeg.reduced(height(), reduction);
  }

  @Override
  public DecodedPicture decode(FrameShape target) throws FrameFaultException {
    JpegColor color = reader.color();
    if (fast == null) {
      JpegColor marked = color == JpegColor.YCCK ? JpegColor.CMYK : color;
      return DecodedPicture.whole(JdkJpeg.decode(reader.copy(marked), color));
    }
    return fast.decode(reader.copy(color), header, reduction(width(), height(), target));
  }

  /**
   * The largest reduction after which both sides are still so many times the target's: three times,
   * as Pillow's reducing_gap of 3, which is documented as almost indistinguishable. Of large
   * pictures, where it pays, once after one to a half and twice to a quarter, which moves a
   * photograph's pixels by less than a level on average.
   */
  static int reduction(int width, int height, FrameShape target) {
    boolean large = (long) width * height >= LARGE;
    int reduction = 8;
    long margin = MARGIN;
    while (reduction > 1
        && (width < margin * reduction * target.width()
            || height < margin * reduction * target.height())) {
      reduction /= 2;
      margin -= large ? 1 : 0;
    }
    return reduction;
  }
}
