package io.sisom.frame;

import io.sisom.frame.DecodedFrame.Pixels;
import io.sisom.frame.DecodedFrame.Undecodable;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;

/**
 * Turns a frame into a model's input. Whatever the frame holds, the answer is a value; nothing is
 * allocated by claimed dimensions before they are checked. Safe for use by many threads.
 */
public final class FrameDecoder {
  private final FrameLimits limits;
  private final FrameContent content;
  private final JpegDecoder jpeg;
  private final ThreadLocal<ImageDecoder> png =
      ThreadLocal.withInitial(() -> new ImageDecoder("png"));

  /** A decoder that holds frames to {@code limits}, with the fastest JPEG decoder there is here. */
  public FrameDecoder(FrameLimits limits) {
    this(limits, JpegDecoder.fastest());
  }

  private FrameDecoder(FrameLimits limits, JpegDecoder jpeg) {
    this.limits = limits;
    this.content = new FrameContent(limits);
    this.jpeg = jpeg;
  }

  /** A decoder that leaves JPEG to the JDK, as where libjpeg-turbo cannot be loaded. */
  public static FrameDecoder withoutNativeCode(FrameLimits limits) {
    return new FrameDecoder(limits, JpegDecoder.ofTheJdk());
  }

  /** What decodes JPEG here. */
  public String jpegLibrary() {
    return jpeg.isFast() ? "libjpeg-turbo" : "ImageIO";
  }

  /**
   * The frame's pixels, its shorter side resized to {@code target} (Pillow's antialiased bilinear
   * filter), centre-cropped; as they are where the sizes agree. A JPEG of at least four times the
   * target's size is reduced while it is decoded, which moves a pixel by little more than rounding
   * does.
   */
  public DecodedFrame decode(SensorFrame frame, FrameShape target) {
    try {
      Picture picture = picture(frame, target).withChannels(target.channels());
      return new Pixels(Resizer.fit(picture, target).bytes());
    } catch (FrameFaultException e) {
      return new Undecodable(e.fault(), e.reason());
    }
  }

  /** The frame's pixels at its own size; the longer side no more than {@code longest}. */
  Planes whole(SensorFrame frame, int longest) throws FrameFaultException {
    Picture picture = picture(frame, new FrameShape(3, longest, longest)).withChannels(3);
    int side = Math.max(picture.width(), picture.height());
    double scale = Math.min(1, (double) longest / side);
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    return Resizer.fit(picture, new FrameShape(3, height, width));
  }

  private Picture picture(SensorFrame frame, FrameShape target) throws FrameFaultException {
    String encoding = String.valueOf(frame.getEncoding());
    FrameSize declared = new FrameSize(frame.getWidth(), frame.getHeight(), limits.maxPixels());
    return switch (encoding) {
      case "rgb8-planar" -> Picture.whole(raw(frame, encoding));
      case "rgb8" -> {
        Planes raw = raw(frame, encoding);
        yield Picture.whole(Planes.ofInterleaved(raw.height(), raw.width(), raw.bytes()));
      }
      case "jpeg" -> jpeg.decode(encoded(frame, encoding), declared, target);
      case "png" ->
          Picture.whole(png.get().decode(PngCheck.pixelChunks(encoded(frame, encoding)), declared));
      default ->
          throw new FrameFaultException(
              Fault.ENCODING,
              "unknown encoding "
                  + Quote.of(encoding)
                  + "; known are rgb8-planar, rgb8, jpeg and png");
    };
  }

  private Planes raw(SensorFrame frame, String encoding) throws FrameFaultException {
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
    byte[] data = content.of(frame);
    if (data.length != 3 * pixels) {
      throw new FrameFaultException(
          data.length < 3 * pixels ? Fault.TRUNCATED : Fault.SIZE,
          "%s frame of %dx%d needs %d bytes, has %d"
              .formatted(encoding, width, height, 3 * pixels, data.length));
    }
    return new Planes(3, height, width, data);
  }

  private byte[] encoded(SensorFrame frame, String encoding) throws FrameFaultException {
    byte[] data = content.of(frame);
    String found = formatOf(data);
    if (!found.equals(encoding)) {
      throw new FrameFaultException(
          Fault.ENCODING,
          "frame says %s, its %d bytes are %s"
              .formatted(encoding, data.length, found.isEmpty() ? "no known image" : found));
    }
    return data;
  }

  private static String formatOf(byte[] data) {
    if (JpegCheck.hasSignature(data)) {
      return "jpeg";
    }
    boolean png =
        data.length >= Long.BYTES && ByteBuffer.wrap(data).getLong() == PngCheck.SIGNATURE;
    return png ? "png" : "";
  }
}
