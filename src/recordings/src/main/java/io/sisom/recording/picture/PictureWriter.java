package io.sisom.recording.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels as files: PNG without loss, JPEG at high quality; gray with one channel. */
final class PictureWriter {
  private static final float JPEG_QUALITY = 0.95f;

  /** Of ImageIO's PNG writer: little effort, since large pictures are to be written in time. */
  private static final float PNG_QUALITY = 0.7f;

  private PictureWriter() {}

  static FramePicture png(PackedPixels pixels) {
    return write(pixels, "png", PNG_QUALITY);
  }

  static FramePicture jpeg(PackedPixels pixels) {
    return write(pixels, "jpeg", JPEG_QUALITY);
  }

  private static FramePicture write(PackedPixels pixels, String format, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(pixels), null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a picture in memory failed", e);
    } finally {
      writer.dispose();
    }
    return new FramePicture(format, pixels.width(), pixels.height(), bytes.toByteArray());
  }

  private static BufferedImage image(PackedPixels pixels) {
    boolean gray = pixels.channels() == 1;
    BufferedImage image =
        new BufferedImage(
            pixels.width(),
            pixels.height(),
            gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    // The image's own array is written to, so that no color management touches the samples.
    byte[] to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] from = pixels.bytes();
    if (gray) {
      System.arraycopy(from, 0, to, 0, from.length);
      return image;
    }
    for (int i = 0; i < from.length; i += 3) {
      to[i] = from[i + 2];
      to[i + 1] = from[i + 1];
      to[i + 2] = from[i];
    }
    return image;
  }
}
