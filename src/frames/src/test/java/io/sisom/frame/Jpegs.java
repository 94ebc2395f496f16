package io.sisom.frame;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;

/** JPEGs as cameras and other programs write them, made of ordinary ones. */
final class Jpegs {
  static final int QUANTIZERS = 0xDB;
  static final int HUFFMAN = 0xC4;
  static final int JFIF = 0xE0;
  static final int SCAN = 0xDA;
  private static final int HEADER = 4;

  private Jpegs() {}

  /** With Huffman tables of its own. */
  static byte[] withOwnTables(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    JPEGImageWriteParam param = (JPEGImageWriteParam) writer.getDefaultWriteParam();
    param.setOptimizeHuffmanTables(true);
    return written(writer, param, new IIOImage(image, null, null));
  }

  /** Of four components that nothing explains. */
  static byte[] ofFour(int width, int height, int[] samples) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(1);
    WritableRaster raster =
        Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, width, height, 4, null);
    raster.setPixels(0, 0, width, height, samples);
    return written(writer, param, new IIOImage(raster, null, null));
  }

  private static byte[] written(ImageWriter writer, ImageWriteParam param, IIOImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Where the first segment of a marker begins, from a place on; -1: nowhere. */
  static int find(byte[] jpeg, int marker, int from) {
    for (int at = from; at + HEADER <= jpeg.length; at += 2 + word(jpeg, at + 2)) {
      int found = jpeg[at + 1] & 0xff;
      if (found == marker) {
        return at;
      }
      if (found == SCAN) {
        return -1;
      }
    }
    return -1;
  }

  /** Without any of a marker's segments before the first scan. */
  static byte[] without(byte[] jpeg, int marker) {
    byte[] left = jpeg;
    for (int at = find(left, marker, 2); at >= 0; at = find(left, marker, 2)) {
      left = replaced(left, at, at + 2 + word(left, at + 2));
    }
    return left;
  }

  /** With bytes in place of those between two places. */
  static byte[] replaced(byte[] jpeg, int from, int to, int... bytes) {
    byte[] changed = new byte[from + bytes.length + jpeg.length - to];
    System.arraycopy(jpeg, 0, changed, 0, from);
    for (int i = 0; i < bytes.length; i++) {
      changed[from + i] = (byte) bytes[i];
    }
    System.arraycopy(jpeg, to, changed, from + bytes.length, jpeg.length - to);
    return changed;
  }

  static byte[] followedBy(byte[] jpeg, byte[] more) {
    byte[] both = Arrays.copyOf(jpeg, jpeg.length + more.length);
    System.arraycopy(more, 0, both, jpeg.length, more.length);
    return both;
  }

  /** Of other component ids. */
  static byte[] withIds(byte[] jpeg, int... ids) {
    byte[] changed = jpeg.clone();
    int frame = frame(jpeg);
    int scan = find(jpeg, SCAN, 2);
    for (int i = 0; i < ids.length; i++) {
      changed[frame + 10 + 3 * i] = (byte) ids[i];
      changed[scan + 5 + 2 * i] = (byte) ids[i];
    }
    return changed;
  }

  /** With an Adobe segment. */
  static byte[] withAdobe(byte[] jpeg, int transform) {
    return replaced(
        jpeg, 2, 2, 0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform);
  }

  /** Where the frame header begins. */
  static int frame(byte[] jpeg) {
    return Math.max(find(jpeg, 0xC0, 2), find(jpeg, 0xC2, 2));
  }

  /** Where the data of the first scan begins. */
  static int data(byte[] jpeg) {
    int scan = find(jpeg, SCAN, 2);
    return scan + 2 + word(jpeg, scan + 2);
  }

  private static int word(byte[] jpeg, int at) {
    return (jpeg[at] & 0xff) << 8 | jpeg[at + 1] & 0xff;
  }
}
