package io.sisom.it.rig;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Writes films as cheap cameras do: one JPEG after the other, without times. */
public final class JpegFilm {
  private static final int SIDE = 16;

  private JpegFilm() {}

  /** Pictures that differ. */
  public static List<byte[]> pictures(int count) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      Random random = new Random(i);
      for (int at = 0; at < SIDE * SIDE; at++) {
        image.setRGB(at % SIDE, at / SIDE, random.nextInt());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      pictures.add(out.toByteArray());
    }
    return pictures;
  }

  /** A film of so many. */
  public static Path write(Path film, int count) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pictures(count).forEach(all::writeBytes);
    return Files.write(film, all.toByteArray());
  }
}
