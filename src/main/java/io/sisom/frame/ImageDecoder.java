package io.sisom.frame;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes one compressed format with one reader that is used again for every frame. For one thread.
 */
final class ImageDecoder {
  private final String format;
  private final ImageReader reader;

  /** For {@code jpeg} or {@code png}. */
  ImageDecoder(String format) {
    this.format = format;
    this.reader = ImageIO.getImageReadersByFormatName(format).next();
  }

  /**
   * Three planes of the picture as stored: no colour management, alpha dropped, grey repeated.
   *
   * @throws FrameFaultException where the picture is too large, not of the declared size (where one
   *     is declared), or refused by the reader
   */
  Planes decode(byte[] data, FrameSize declared) throws FrameFaultException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      reader.setInput(in, true, true);
      declared.check(format, reader.getWidth(0), reader.getHeight(0));
      return planes(reader.read(0));
    } catch (IOException | RuntimeException e) {
      throw new FrameFaultException(
          Fault.IMAGE,
          format + " data cannot be decoded: " + Quote.of(String.valueOf(e.getMessage())));
    } finally {
      reader.reset();
    }
  }

  private static Planes planes(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int size = width * height;
    byte[] planar = new byte[3 * size];
    if (image.getColorModel() instanceof IndexColorModel) {
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        image.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          int at = y * width + x;
          planar[at] = (byte) (row[x] >> 16);
          planar[size + at] = (byte) (row[x] >> 8);
          planar[2 * size + at] = (byte) row[x];
        }
      }
      return new Planes(3, height, width, planar);
    }
    // Samples as stored: getRGB would brighten grey, which Java takes for linear light.
    Raster raster = image.getRaster();
    if (raster.getSampleModel() instanceof PixelInterleavedSampleModel layout
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getParent() == null) {
      return planes(layout, buffer.getData());
    }
    int bands = raster.getNumBands();
    int green = bands < 3 ? 0 : 1;
    int blue = bands < 3 ? 0 : 2;
    int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        planar[at] = (byte) (row[x * bands] >> shift);
        planar[size + at] = (byte) (row[x * bands + green] >> shift);
        planar[2 * size + at] = (byte) (row[x * bands + blue] >> shift);
      }
    }
    return new Planes(3, height, width, planar);
  }

  /** The same for whole bytes, several times faster than through the raster. */
  private static Planes planes(PixelInterleavedSampleModel layout, byte[] samples) {
    int width = layout.getWidth();
    int size = width * layout.getHeight();
    int step = layout.getPixelStride();
    int[] bands = layout.getBandOffsets();
    byte[] planar = new byte[3 * size];
    for (int plane = 0; plane < 3; plane++) {
      int from = bands[bands.length < 3 ? 0 : plane];
      int to = plane * size;
      for (int y = 0; y < layout.getHeight(); y++) {
        int sample = from + y * layout.getScanlineStride();
        for (int x = 0; x < width; x++, sample += step) {
          planar[to++] = samples[sample];
        }
      }
    }
    return new Planes(3, layout.getHeight(), width, planar);
  }
}
