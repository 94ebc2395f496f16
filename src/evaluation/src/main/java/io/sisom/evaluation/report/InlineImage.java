package io.sisom.evaluation.report;

import io.sisom.method.FrameShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A frame as an image inlined in the page. */
final class InlineImage {
  private InlineImage() {}

  /** A {@code data:} URI of a PNG. */
  static String dataUri(byte[] planar, FrameShape shape) throws IOException {
    int plane = shape.height() * shape.width();
    int green = shape.channels() == 1 ? 0 : plane;
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < plane; i++) {
      int rgb =
          (planar[i] & 0xff) << 16 | (planar[green + i] & 0xff) << 8 | planar[2 * green + i] & 0xff;
      image.setRGB(i % shape.width(), i / shape.width(), rgb);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
