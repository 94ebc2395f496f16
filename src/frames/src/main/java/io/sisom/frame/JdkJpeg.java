package io.sisom.frame;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The JDK's JPEG decoder, for where libjpeg-turbo cannot be loaded. Each picture has a reader of
 * its own: one that is used again keeps tables of the picture before.
 */
final class JdkJpeg {
  private static final String MEMORY = "nsufficient memory";

  private JdkJpeg() {}

  /**
   * Three planes at full size.
   *
   * @param jpeg as of {@link JpegReader#copy}, where YCCK is to be marked as CMYK
   */
  static Planes decode(JpegWriter jpeg, JpegColor color) throws FrameFaultException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg.buffer(), 0, jpeg.size()))) {
      reader.setInput(in, true, true);
      boolean four = color == JpegColor.CMYK || color == JpegColor.YCCK;
      Raster raster = four ? reader.readRaster(0, null) : reader.read(0).getRaster();
      Samples samples = new Samples(raster);
      return four ? samples.printed(color == JpegColor.YCCK) : samples.shown();
    } catch (IOException | RuntimeException e) {
      throwIfMemory(e);
      throw JpegFaults.unread(Quote.of(String.valueOf(e.getMessage())));
    } finally {
      reader.dispose();
    }
  }

  /** No picture is undecodable because memory was short when it came. */
  private static void throwIfMemory(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError error) {
        throw error;
      }
      if (String.valueOf(cause.getMessage()).contains(MEMORY)) {
        throw new OutOfMemoryError("the JDK's JPEG decoder: " + cause.getMessage());
      }
    }
  }

  /** Whole bytes, pixel by pixel. */
  private static final class Samples {
    private final int width;
    private final int height;
    private final ComponentSampleModel layout;
    private final byte[] bytes;

    Samples(Raster raster) {
      this.width = raster.getWidth();
      this.height = raster.getHeight();
      this.layout = (ComponentSampleModel) raster.getSampleModel();
      this.bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    /** Gray repeated, or red, green and blue. */
    Planes shown() {
      int[] bands = layout.getBandOffsets();
      byte[] planar = new byte[3 * width * height];
      int to = 0;
      for (int plane = 0; plane < 3; plane++) {
        for (int y = 0; y < height; y++) {
          int from = bands[bands.length < 3 ? 0 : plane] + y * layout.getScanlineStride();
          for (int x = 0; x < width; x++, from += layout.getPixelStride()) {
            planar[to++] = bytes[from];
          }
        }
      }
      return new Planes(3, height, width, planar);
    }

    /** Of inverted C, M, Y and K, where the first three may be luma and chroma of what is shown. */
    Planes printed(boolean chroma) {
      int size = width * height;
      byte[] planar = new byte[3 * size];
      int[] bands = layout.getBandOffsets();
      for (int y = 0, to = 0; y < height; y++) {
        int row = y * layout.getScanlineStride();
        for (int x = 0; x < width; x++, to++, row += layout.getPixelStride()) {
          int first = bytes[row + bands[0]] & 0xff;
          int second = bytes[row + bands[1]] & 0xff;
          int third = bytes[row + bands[2]] & 0xff;
          int black = bytes[row + bands[3]] & 0xff;
          int cyan = first;
          int magenta = second;
          int yellow = third;
          if (chroma) {
            cyan = 255 - clip(first + 1.402 * (third - 128));
            magenta = 255 - clip(first - 0.344136 * (second - 128) - 0.714136 * (third - 128));
            yellow = 255 - clip(first + 1.772 * (second - 128));
          }
          planar[to] = (byte) (cyan * black / 255);
          planar[size + to] = (byte) (magenta * black / 255);
          planar[2 * size + to] = (byte) (yellow * black / 255);
        }
      }
      return new Planes(3, height, width, planar);
    }

    private static int clip(double value) {
      return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }
  }
}
