package io.sisom.recording.picture;

import static io.sisom.recording.picture.RawImages.file;
import static io.sisom.recording.picture.RawImages.picture;
import static io.sisom.recording.picture.RawImages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Pictures that look alike have like hashes; others have not. */
class PictureHashTest {
  private final ImageConverter converter = new ImageConverter(PictureChoices.defaults());
  private final PictureHash hash = new PictureHash(1 << 20);

  @Test
  void aPictureLooksLikeItselfInEachEncodingAndSize() {
    BufferedImage scene = waves(320, 240, 0);
    long raw = of(pixels(scene));
    assertThat(PictureHash.distance(raw, of(encoded("png", scene)))).isLessThanOrEqualTo(1);
    assertThat(PictureHash.distance(raw, of(encoded("jpeg", scene)))).isLessThanOrEqualTo(3);
    assertThat(PictureHash.distance(raw, of(pixels(waves(640, 480, 0))))).isLessThanOrEqualTo(3);
  }

  @Test
  void anotherPictureDoesNot() {
    assertThat(PictureHash.distance(of(pixels(waves(320, 240, 0))), of(pixels(waves(320, 240, 3)))))
        .isGreaterThan(16);
  }

  @Test
  void aPictureOfOneColorOrOnePixelHasNoBits() {
    assertThat(of(picture(converter.convert(raw("mono8", 40, 30, 40, false, new byte[1200])))))
        .isZero();
    assertThat(of(picture(converter.convert(raw("mono8", 1, 1, 1, false, new byte[] {7})))))
        .isZero();
  }

  @Test
  void brighterToTheRightSetsEveryBit() {
    byte[] slope = new byte[90 * 80];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (byte) (i % 90);
    }
    assertThat(of(picture(converter.convert(raw("mono8", 90, 80, 90, false, slope)))))
        .isEqualTo(-1L);
  }

  @Test
  void aPictureThatCannotBeDecodedHasNone() {
    assertThat(hash.of(new FramePicture("png", 1, 1, new byte[9]))).isEmpty();
  }

  private long of(FramePicture picture) {
    return hash.of(picture).orElseThrow();
  }

  private FramePicture encoded(String format, BufferedImage image) {
    return picture(converter.convert(file("", PictureFiles.written(format, image))));
  }

  private FramePicture pixels(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[3 * width * image.getHeight()];
    for (int i = 0; i < rgb.length / 3; i++) {
      int pixel = image.getRGB(i % width, i / width);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return new FramePicture("rgb8", width, image.getHeight(), rgb);
  }

  private static BufferedImage waves(int width, int height, int seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double across = 13.0 * x / width + seed;
        double down = 7.0 * y / height - seed;
        int level =
            (int) (127 + 60 * Math.sin(across + down * seed) + 60 * Math.cos(across * down / 5));
        image.setRGB(x, y, level << 16 | level << 8 | level);
      }
    }
    return image;
  }
}
