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
  private final FrameLimits limits;
  private final FrameContent content;
  private final @Nullable NativeJpeg fastJpeg;

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
   * filter), centre-cropped; as they are where the sizes agree. A JPEG of at least four times the
   * target's size is reduced while it is decoded, which moves a pixel by little more than rounding
   * does. Waits while other pictures take the memory that {@code frame.decode.bytes} allows.
   */
  public DecodedFrame decode(SensorFrame frame, FrameShape target) {
    try (FrameContent.Bytes bytes = content.of(frame)) {
      EncodedPicture encoded = open(frame, bytes.data());
      long luma = target.channels() == 1 ? (long) encoded.width() * encoded.height() : 0;
      long heap = encoded.heap(target) + luma + Resizer.heap(encoded.height(), target);
      try (DecodeBudget.Share share = limits.budget().forPicture(heap, encoded.outside(target))) {
        Picture picture = encoded.decode(target).withChannels(target.channels());
        return new Pixels(Resizer.fit(picture, target).bytes());
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
      EncodedPicture encoded = open(frame, bytes.data());
      FrameShape most = new FrameShape(3, longest, longest);
      FrameShape shape = whole(encoded.width(), encoded.height(), longest);
      long decoding = encoded.heap(most) + Resizer.heap(encoded.height(), shape);
      long using = (3L + perPixel) * shape.height() * shape.width();
      try (DecodeBudget.Share share =
          limits.budget().forPicture(Math.max(decoding, using), encoded.outside(most))) {
        return use.apply(Resizer.fit(encoded.decode(most), shape));
      }
    }
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
              Fault.ENCODING,
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
          Fault.SIZE,
          "%s frame must give its width and height, says %dx%d".formatted(encoding, width, height));
    }
    long pixels = (long) width * height;
    if (pixels > limits.maxPixels()) {
      throw new FrameFaultException(
          Fault.BOMB,
          "%s frame claims %dx%d = %d pixels, more than frame.max.pixels = %d"
              .formatted(encoding, width, height, pixels, limits.maxPixels()));
    }
    if (data.length != 3 * pixels) {
      throw new FrameFaultException(
          data.length < 3 * pixels ? Fault.TRUNCATED : Fault.SIZE,
          "%s frame of %dx%d needs %d bytes, has %d"
              .formatted(encoding, width, height, 3 * pixels, data.length));
    }
    return new EncodedPicture.Raw(width, height, encoding.equals("rgb8"), data);
  }

  private static byte[] known(byte[] data, String encoding) throws FrameFaultException {
    String found = ImageSignature.encoding(data).orElse("no known image");
    if (!found.equals(encoding)) {
      throw new FrameFaultException(
          Fault.ENCODING,
          "frame says %s, its %d bytes are %s".formatted(encoding, data.length, found));
    }
    return data;
  }
}
