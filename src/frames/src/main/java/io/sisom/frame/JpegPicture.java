package io.sisom.frame;

import io.sisom.method.FrameShape;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG whose header has been read: decoded by libjpeg-turbo, reduced as far as the model's input
 * allows, or by the JDK where that cannot be loaded. Either sees a copy of the picture that {@link
 * JpegReader} found whole.
 */
final class JpegPicture implements EncodedPicture {
  /**
   * How many times larger than the model's input a reduced picture stays. Pillow's reducing_gap of
   * 3 does the same and is documented as almost indistinguishable; at 2 differences double.
   */
  private static final int MARGIN = 3;

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
  public Picture decode(FrameShape target) throws FrameFaultException {
    JpegColour colour = reader.colour();
    if (fast == null) {
      JpegColour marked = colour == JpegColour.YCCK ? JpegColour.CMYK : colour;
      return Picture.whole(JdkJpeg.decode(reader.copy(marked), colour));
    }
    return fast.decode(reader.copy(colour), header, reduction(width(), height(), target));
  }

  /** The largest reduction after which both sides are still {@link #MARGIN} times the target's. */
  static int reduction(int width, int height, FrameShape target) {
    int reduction = 8;
    while (reduction > 1
        && (width < (long) MARGIN * reduction * target.width()
            || height < (long) MARGIN * reduction * target.height())) {
      reduction /= 2;
    }
    return reduction;
  }
}
