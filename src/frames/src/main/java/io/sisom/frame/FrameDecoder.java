package io.sisom.frame;

import io.sisom.frame.DecodedFrame.Pixels;
import io.sisom.frame.DecodedFrame.Undecodable;
import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a frame into a model's input. Whatever the frame holds, the answer is a value; nothing is
 * allocated by claimed dimensions before they are checked. Safe for use by many threads.
 */
public final class FrameDecoder {
  /** So large an input that no picture within the limits is reduced for it. */
  private static final FrameShape UNREDUCED = new FrameShape(3, 8192, 8192);

  private final FrameLimits limits;
  private final FrameContent content;
  private final @Nullable NativeJpeg fastJpeg;
  private final Resizer resizer = new Resizer(PixelSums.fastest());

  /** A decoder that holds frames to {@code limits}, with the fastest JPEG decoder there is here. */
  public FrameDecoder(FrameLimits limits) {
    this(limits, NativeJpeg.load().orElse(null));
  }

  private FrameDecoder(FrameLimits limits, @Nullable NativeJpeg fastJpeg) {
    this.limits = limits;
    this.content = new FrameContent(limits);
    this.fastJpeg = fastJpeg;
  }

  /** A decoder that leaves JPEG to the JDK, as where libjpeg-turbo cannot be loaded. */
  public static FrameDecoder withoutNativeCode(FrameLimits limits) {
    return new FrameDecoder(limits, null);
  }

  /** What decodes JPEG here. */
  public String jpegLibrary() {
    return fastJpeg == null ? "ImageIO" : "libjpeg-turbo";
  }

  /**
   * The frame's pixels, its shorter side resized to {@code target} (Pillow's antialiased bilinear
   * filter), center-cropped; as they are where the sizes agree. A JPEG of twice the target's size
   * or more may be reduced while it is decoded, which moves a pixel by less than a level on
   * average. Waits while other pictures take the memory that {@code frame.decode.bytes} allows.
   */
  public DecodedFrame decode(SensorFrame frame, FrameShape target) {
    try (FrameContent.Bytes bytes = content.of(frame)) {
      EncodedPicture encoded = open(frame, bytes.data());
      long heap = encoded.heap(target) + Resizer.heap(encoded.width(), encoded.height(), target);
      try (DecodeBudget.Share share = limits.budget().forPicture(heap, encoded.outside(target));
          DecodedPicture picture = encoded.decode(target).withChannels(target.channels())) {
        return new Pixels(resizer.fit(picture, target).bytes());
      }
    } catch (FrameFaultException e) {
      return new Undecodable(e.fault(), e.reason());
    }
  }

  /**
   * What {@code use} makes of the frame's pixels at its own size, the longer side no more than
   * {@code longest}, while the memory for both is taken.
   *
   * @param perPixel bytes that {@code use} takes for each
   */
  <T> T whole(SensorFrame frame, int longest, int perPixel, Function<Planes, T> use)
      throws FrameFaultException {
    try (FrameContent.Bytes bytes = content.of(frame)) {
      return whole(open(frame, bytes.data()), longest, perPixel, use);
    }
  }

  /** The same of a picture that has been opened. */
  <T> T whole(EncodedPicture encoded, int longest, int perPixel, Function<Planes, T> use)
      throws FrameFaultException {
    FrameShape most = new FrameShape(3, longest, longest);
    FrameShape shape = whole(encoded.width(), encoded.height(), longest);
    long decoding = encoded.heap(most) + Resizer.heap(encoded.width(), encoded.height(), shape);
    long using = (3L + perPixel) * shape.height() * shape.width();
    try (DecodeBudget.Share share =
        limits.budget().forPicture(Math.max(decoding, using), encoded.outside(most))) {
      Planes planes;
      try (DecodedPicture picture = encoded.decode(most)) {
        planes = resizer.fit(picture, shape);
      }
      return use.apply(planes);
    }
  }

  /** All pixels of a picture that has been opened, at its own size. */
  Planes full(EncodedPicture encoded) throws FrameFaultException {
    try (DecodeBudget.Share share =
            limits.budget().forPicture(encoded.heap(UNREDUCED), encoded.outside(UNREDUCED));
        DecodedPicture decoded = encoded.decode(UNREDUCED)) {
      if (decoded.reduction() != 1) {
        throw new FrameFaultException(
            FrameFault.SIZE,
            "%dx%d pixels are too many to decode at full size"
                .formatted(decoded.width(), decoded.height()));
      }
      return decoded.pixels().planes();
    }
  }

  /** A JPEG or PNG, by its first bytes. */
  EncodedPicture open(byte[] image) throws FrameFaultException {
    FrameSize any = new FrameSize(0, 0, limits.maxPixels());
    String found = ImageSignature.encoding(image).orElse("");
    return switch (found) {
      case "jpeg" -> JpegPicture.of(image, any, fastJpeg);
      case "png" -> PngPicture.of(image, any);
      default ->
          throw new FrameFaultException(
              FrameFault.ENCODING, image.length + " bytes are neither jpeg nor png");
    };
  }

  /** Samples of a PNG of one channel and 16 bits, row by row. */
  char[] gray16(byte[] png) throws FrameFaultException {
    if (open(png) instanceof PngPicture picture && picture.isGray16()) {
      long heap = 2L * picture.width() * picture.height();
      try (DecodeBudget.Share share = limits.budget().forPicture(heap, 0)) {
        return picture.gray16();
      }
    }
    throw new FrameFaultException(
        FrameFault.IMAGE, "the picture is no png of one channel and 16 bits");
  }

  private static FrameShape whole(int width, int height, int longest) {
    double scale = Math.min(1, (double) longest / Math.max(width, height));
    return new FrameShape(
        3,
        Math.max(1, (int) Math.round(height * scale)),
        Math.max(1, (int) Math.round(width * scale)));
  }

  private EncodedPicture open(SensorFrame frame, byte[] data) throws FrameFaultException {
    String encoding = String.valueOf(frame.getEncoding());
    FrameSize declared = new FrameSize(frame.getWidth(), frame.getHeight(), limits.maxPixels());
    return switch (encoding) {
      case "rgb8-planar", "rgb8" -> raw(frame, encoding, data);
      case "jpeg" -> JpegPicture.of(known(data, encoding), declared, fastJpeg);
      case "png" -> PngPicture.of(known(data, encoding), declared);
      default ->
          throw new FrameFaultException(
              FrameFault.ENCODING,
              "unknown encoding "
                  + Quote.of(encoding)
                  + "; known are rgb8-planar, rgb8, jpeg and png");
    };
  }

  private EncodedPicture raw(SensorFrame frame, String encoding, byte[] data)
      throws FrameFaultException {
    int width = frame.getWidth();
    int height = frame.getHeight();
    if (width < 1 || height < 1) {
      throw new FrameFaultException(
          FrameFault.SIZE,
          "%s frame must give its width and height, says %dx%d".formatted(encoding, width, height));
    }
    long pixels = (long) width * height;
    if (pixels > limits.maxPixels()) {
      throw new FrameFaultException(
          FrameFault.BOMB,
          "%s frame claims %dx%d = %d pixels, more than frame.max.pixels = %d"
              .formatted(encoding, width, height, pixels, limits.maxPixels()));
    }
    if (data.length != 3 * pixels) {
      throw new FrameFaultException(
          data.length < 3 * pixels ? FrameFault.TRUNCATED : FrameFault.SIZE,
          "%s frame of %dx%d needs %d bytes, has %d"
              .formatted(encoding, width, height, 3 * pixels, data.length));
    }
    return new EncodedPicture.Raw(width, height, encoding.equals("rgb8"), data);
  }

  private static byte[] known(byte[] data, String encoding) throws FrameFaultException {
    String found = ImageSignature.encoding(data).orElse("no known image");
    if (!found.equals(encoding)) {
      throw new FrameFaultException(
          FrameFault.ENCODING,
          "frame says %s, its %d bytes are %s".formatted(encoding, data.length, found));
    }
    return data;
  }
}
