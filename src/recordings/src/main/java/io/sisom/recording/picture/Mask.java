package io.sisom.recording.picture;

import java.util.Arrays;

/**
 * A rectangle that becomes black before a picture leaves the feed, such as a robot's own arm or a
 * door plate. What lies outside the picture is left out.
 *
 * @param x first column, from 0
 * @param y first row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Mask(int x, int y, int width, int height) {
  /** Refuses rectangles of nothing. */
  public Mask {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a mask begins at 0 or more and has at least 1 pixel, not %d,%d,%d,%d"
              .formatted(x, y, width, height));
    }
  }

  /**
   * Out of its text, {@code x,y,width,height} in pixels.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static Mask parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("a mask is x,y,width,height, not \"" + text + "\"");
    }
    int[] numbers = new int[4];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = Integer.parseInt(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a mask is x,y,width,height, not \"" + text + "\"", e);
      }
    }
    return new Mask(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  void blacken(byte[] packed, int pictureWidth, int pictureHeight, int channels) {
    int right = (int) Math.min(pictureWidth, (long) x + width);
    int bottom = (int) Math.min(pictureHeight, (long) y + height);
    if (x >= right) {
      return;
    }
    for (int row = y; row < bottom; row++) {
      int from = row * pictureWidth;
      Arrays.fill(packed, (from + x) * channels, (from + right) * channels, (byte) 0);
    }
  }
}
