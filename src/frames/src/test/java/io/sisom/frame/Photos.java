package io.sisom.frame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;

/** Pictures with something to see at every scale, as a camera's. */
final class Photos {
  private Photos() {}

  static BufferedImage photo(int width, int height, int type, long seed) {
    Random random = new Random(seed);
    double[][] waves = new double[12][6];
    for (double[] wave : waves) {
      for (int i = 0; i < wave.length; i++) {
        wave[i] = random.nextDouble();
      }
    }
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = 0;
        for (int channel = 3; channel < 6; channel++) {
          double value = 128 + random.nextGaussian() * 6;
          for (double[] wave : waves) {
            value += 30 * wave[channel] * Math.sin(wave[0] * x / 9 + wave[1] * y / 7 + 6 * wave[2]);
          }
          rgb = rgb << 8 | (int) Math.max(0, Math.min(255, value));
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** As JPEG with chroma at half size (4:2:0), as cameras write it. */
  static byte[] jpeg(BufferedImage image, boolean progressive) {
    return jpeg(image, progressive, "2", "2");
  }

  static byte[] jpeg(BufferedImage image, boolean progressive, String across, String down) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
      Element root = (Element) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
      Element luma = (Element) root.getElementsByTagName("componentSpec").item(0);
      luma.setAttribute("HsamplingFactor", across);
      luma.setAttribute("VsamplingFactor", down);
      metadata.setFromTree("javax_imageio_jpeg_image_1.0", root);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
