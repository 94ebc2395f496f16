package io.sisom.frame;

import io.sisom.schema.SensorFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A frame as people look at it: decoded and encoded again as PNG, so that nothing of what the
 * sensor sent but its pixels reaches a browser. Safe for use by many threads.
 */
public final class FramePng {
  /** Longest side, pixels; larger frames are reduced. */
  public static final int MAX_SIDE = 2048;

  /** An image of four bytes a pixel, and the file of it, which grows by doubling. */
  private static final int DRAWING_BYTES = 4 + 3 * 3;

  private final FrameDecoder decoder;

  /** Over a decoder; its byte budget counts the drawing too. */
  public FramePng(FrameDecoder decoder) {
    this.decoder = decoder;
  }

  /** A PNG, or why there is none. */
  public sealed interface Rendered {
    /** One of two, by which it is. */
    <R> R either(
        Function<? super Png, ? extends R> png,
        Function<? super Unrenderable, ? extends R> unrenderable);

    /**
     * The picture.
     *
     * @param bytes the file; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Png(byte[] bytes, int width, int height) implements Rendered {
      @Override
      public <R> R either(
          Function<? super Png, ? extends R> png,
          Function<? super Unrenderable, ? extends R> unrenderable) {
        return png.apply(this);
      }
    }

    /** No picture, and why, in a sentence. */
    record Unrenderable(String reason) implements Rendered {
      @Override
      public <R> R either(
          Function<? super Png, ? extends R> png,
          Function<? super Unrenderable, ? extends R> unrenderable) {
        return unrenderable.apply(this);
      }
    }
  }

  /** Changes pixels before they are drawn. */
  public interface Tint {
    /** The color, {@code 0xRRGGBB}, of a pixel that has {@code rgb}, in a picture of that size. */
    int at(int x, int y, int width, int height, int rgb);
  }

  /** Draws the frame. */
  public Rendered render(SensorFrame frame) {
    return render(frame, MAX_SIDE);
  }

  /** Draws the frame, tinted. */
  public Rendered render(SensorFrame frame, Tint tint) {
    return render(frame, MAX_SIDE, tint);
  }

  /**
   * Draws the frame no larger than so.
   *
   * @param longest side, pixels, 1 to {@link #MAX_SIDE}
   */
  public Rendered render(SensorFrame frame, int longest) {
    return render(frame, longest, (x, y, width, height, rgb) -> rgb);
  }

  private Rendered render(SensorFrame frame, int longest, Tint tint) {
    try {
      return decoder.whole(
          frame,
          longest,
          DRAWING_BYTES,
          planes -> new Rendered.Png(encode(image(planes, tint)), planes.width(), planes.height()));
    } catch (FrameFaultException e) {
      return new Rendered.Unrenderable(e.reason());
    }
  }

  /** Size of the picture that {@link #render} draws. */
  public record Size(int width, int height) {}

  /** The size alone; empty where there is no picture. */
  public Optional<Size> size(SensorFrame frame) {
    try {
      // Decoded all the same: a picture that cannot be drawn has no size.
      return Optional.of(
          decoder.whole(frame, MAX_SIDE, 0, planes -> new Size(planes.width(), planes.height())));
    } catch (FrameFaultException e) {
      return Optional.empty();
    }
  }

  private static BufferedImage image(Planes planes, Tint tint) {
    int width = planes.width();
    int size = width * planes.height();
    byte[] bytes = planes.bytes();
    BufferedImage image = new BufferedImage(width, planes.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < planes.height(); y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        int rgb =
            (bytes[at] & 0xff) << 16
                | (bytes[size + at] & 0xff) << 8
                | (bytes[2 * size + at] & 0xff);
        row[x] = tint.at(x, y, width, planes.height(), rgb);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a picture in memory failed", e);
    }
    return bytes.toByteArray();
  }
}
