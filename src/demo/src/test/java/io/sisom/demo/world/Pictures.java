package io.sisom.demo.world;

import io.sisom.schema.SensorFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Reads frames back in tests. */
final class Pictures {
  private static final int SIDE = 32;
  private static final int[] TRIANGLE = {1, 2, 3, 2, 1};

  private Pictures() {}

  static BufferedImage decode(SensorFrame frame) {
    try {
      return ImageIO.read(new ByteArrayInputStream(frame.getContent().array()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mean absolute difference of all channels, 0 to 255. */
  static double difference(BufferedImage a, BufferedImage b) {
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          sum += Math.abs(value(a, x, y, channel) - value(b, x, y, channel));
        }
      }
    }
    return sum / (3.0 * a.getWidth() * a.getHeight());
  }

  /** The middle square of a 128 x 96 frame by an antialiased bilinear third: u8[3,32,32]. */
  static byte[] networkInput(SensorFrame frame) {
    BufferedImage image = decode(frame);
    int left = (image.getWidth() - image.getHeight()) / 2;
    byte[] planes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < planes.length; i++) {
      int x = left + 3 * (i % SIDE);
      int y = 3 * (i / SIDE % SIDE);
      planes[i] = (byte) third(image, x, y, i / (SIDE * SIDE));
    }
    return planes;
  }

  private static int third(BufferedImage image, int x, int y, int channel) {
    int sum = 0;
    int weights = 0;
    for (int dy = -1; dy < 4; dy++) {
      for (int dx = -1; dx < 4; dx++) {
        if (y + dy >= 0 && y + dy < image.getHeight()) {
          int weight = TRIANGLE[dx + 1] * TRIANGLE[dy + 1];
          sum += weight * value(image, x + dx, y + dy, channel);
          weights += weight;
        }
      }
    }
    return Math.round((float) sum / weights);
  }

  private static int value(BufferedImage image, int x, int y, int channel) {
    return image.getRGB(x, y) >> (16 - 8 * channel) & 0xff;
  }
}
