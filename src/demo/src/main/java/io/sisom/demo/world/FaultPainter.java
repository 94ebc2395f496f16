package io.sisom.demo.world;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** Alters pictures the way faulty cameras do. */
final class FaultPainter {
  private FaultPainter() {}

  /**
   * Spoils the picture in place.
   *
   * @param image {@link BufferedImage#TYPE_INT_RGB}
   * @param seed decides how: the same for all frames of one episode
   * @param frame frames since the fault began: the dark camera's noise changes with it
   */
  static void apply(CameraFault fault, BufferedImage image, long seed, int frame) {
    switch (fault) {
      case NONE -> {}
      case FOG -> fog(image, new SplittableRandom(seed));
      case STUCK -> stuck(image, new SplittableRandom(seed));
      case DARK -> dark(image, new SplittableRandom(seed), new SplittableRandom(seed + frame));
    }
  }

  private static void fog(BufferedImage image, SplittableRandom random) {
    int gray = random.nextInt(185, 225);
    int density = (int) (255 * random.nextDouble(0.86, 0.94));
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(
            0,
            0,
            new Color(gray, gray, gray + 5, density),
            0,
            image.getHeight(),
            new Color(gray, gray, gray, density - 12)));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
  }

  private static void stuck(BufferedImage image, SplittableRandom random) {
    int width = image.getWidth();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] row = new int[width];
    int bands = random.nextInt(6, 10);
    for (int band = 0; band < bands; band++) {
      int top = image.getHeight() * band / bands;
      int bottom = image.getHeight() * (band + 1) / bands;
      int shift = random.nextInt(width / 4, 3 * width / 4);
      boolean repeat = band % 2 == 1;
      for (int y = top; y < bottom; y++) {
        System.arraycopy(pixels, (repeat ? top : y) * width, row, 0, width);
        for (int x = 0; x < width && !(repeat && y == top); x++) {
          int pixel = repeat ? row[x] : row[(x + shift) % width];
          pixels[y * width + x] = repeat ? pixel : swapped(pixel);
        }
      }
    }
  }

  /** Red, green, blue become green, blue inverted, red. */
  private static int swapped(int rgb) {
    return (rgb & 0xff00) << 8 | (0xff - (rgb & 0xff)) << 8 | rgb >> 16 & 0xff;
  }

  private static void dark(BufferedImage image, SplittableRandom random, SplittableRandom noise) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    double gain = random.nextDouble(0.03, 0.09);
    for (int i = 0; i < pixels.length; i++) {
      int grain = noise.nextInt(12);
      int red = (int) (gain * (pixels[i] >> 16 & 0xff)) + grain;
      int green = (int) (gain * (pixels[i] >> 8 & 0xff)) + grain;
      int blue = (int) (gain * (pixels[i] & 0xff)) + grain;
      pixels[i] = red << 16 | green << 8 | blue;
    }
  }
}
