package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("numeric")
class ResizerTest {
  private static final int PICTURES = 400;

  static Stream<PixelSums> sums() {
    return Stream.of(new PlainPixelSums(), PixelSums.fastest());
  }

  @Test
  void vectorsAreUsedWhereTheyAre() {
    boolean vectors = VectorPixelSums.width() >= 4;
    assertThat(PixelSums.fastest())
        .isInstanceOf(vectors ? VectorPixelSums.class : PlainPixelSums.class);
  }

  @ParameterizedTest
  @MethodSource("sums")
  void everySampleIsThatOfPillowsFilterBitForBit(PixelSums sums) {
    Resizer resizer = new Resizer(sums);
    Random random = new Random(5);
    for (int i = 0; i < PICTURES; i++) {
      Planes planes = planes(1 + random.nextInt(200), 1 + random.nextInt(200), i, random);
      int reduction = 1 << random.nextInt(4);
      DecodedPicture picture =
          new DecodedPicture(
              planes,
              (planes.width() - 1) * reduction + 1 + random.nextInt(reduction),
              (planes.height() - 1) * reduction + 1 + random.nextInt(reduction),
              reduction);
      int outHeight = 1 + random.nextInt(60);
      FrameShape target = new FrameShape(planes.channels(), outHeight, 1 + random.nextInt(60));
      assertThat(resizer.fit(picture, target).bytes())
          .as("%s to %s", picture, target)
          .isEqualTo(PlainResize.fit(picture, target));
    }
  }

  @ParameterizedTest
  @MethodSource("sums")
  void interleavedPixelsAndLumaResizeAsTheirPlanes(PixelSums sums) {
    Resizer resizer = new Resizer(sums);
    Random random = new Random(6);
    for (int i = 0; i < PICTURES / 4; i++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      byte[] bytes = new byte[3 * width * height];
      random.nextBytes(bytes);
      InterleavedRows rows = new InterleavedRows(height, width, bytes);
      DecodedPicture picture = DecodedPicture.whole(rows);
      FrameShape color = new FrameShape(3, 1 + random.nextInt(40), 1 + random.nextInt(40));
      assertThat(resizer.fit(picture, color).bytes())
          .isEqualTo(PlainResize.fit(DecodedPicture.whole(rows.planes()), color));
      FrameShape gray = new FrameShape(1, color.height(), color.width());
      DecodedPicture luma = picture.withChannels(1);
      assertThat(resizer.fit(luma, gray).bytes()).isEqualTo(PlainResize.fit(luma, gray));
    }
  }

  @Test
  void aLineOfMillionsOfPixelsTakesNoMoreThanItsCrop() {
    int width = 12_000_000;
    FrameShape target = new FrameShape(3, 224, 224);
    assertThat(Resizer.heap(width, 1, target)).isLessThan(1 << 20);
    byte[] line =
        Frames.encoded("png", new BufferedImage(width, 1, BufferedImage.TYPE_BYTE_BINARY));
    DecodedFrame decoded =
        new FrameDecoder(FrameLimits.defaults()).decode(Frames.frame("png", 0, 0, line), target);
    assertThat(((DecodedFrame.Pixels) decoded).planar())
        .hasSize(target.bytes())
        .containsOnly((byte) 0);
  }

  /** Noise, and every third time black and white, where sums are largest. */
  private static Planes planes(int width, int height, int number, Random random) {
    int channels = random.nextBoolean() ? 3 : 1;
    byte[] bytes = new byte[channels * width * height];
    random.nextBytes(bytes);
    for (int i = 0; number % 3 == 0 && i < bytes.length; i++) {
      bytes[i] = (byte) (bytes[i] < 0 ? 255 : 0);
    }
    return new Planes(channels, height, width, bytes);
  }
}
