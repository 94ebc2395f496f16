package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegDecoderTest {
  private static final int RGB = BufferedImage.TYPE_INT_RGB;
  private static final int GRAY = BufferedImage.TYPE_BYTE_GRAY;

  private final FrameDecoder fast = new FrameDecoder(FrameLimits.defaults());
  private final FrameDecoder jdk = FrameDecoder.withoutNativeCode(FrameLimits.defaults());

  @Test
  void libjpegTurboIsLoadedWhereWeBuild() {
    assertThat(fast.jpegLibrary()).isEqualTo("libjpeg-turbo");
    assertThat(jdk.jpegLibrary()).isEqualTo("ImageIO");
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,2,2", "1,2,1", "1,1,2", "1,4,1", "10,1,1"})
  void readsAFullPictureBitForBitAsTheJdk(int type, String across, String down) {
    BufferedImage photo = Photos.photo(163, 117, type, 5);
    assertSame(Photos.jpeg(photo, false, across, down), new FrameShape(3, 64, 64));
    assertSame(Photos.jpeg(photo, true, across, down), new FrameShape(3, 64, 64));
  }

  @ParameterizedTest
  @CsvSource({
    "640,480,224,2", "1280,720,224,2", "1920,1080,224,2", "800,600,100,2", "512,512,256,2",
    "640,480,32,4", "640,480,60,4", "1280,720,32,4", "647,491,40,4", "800,800,32,8"
  })
  void aPictureReducedWhileDecodingMovesAPixelLittle(
      int width, int height, int side, int reduction) {
    FrameShape target = new FrameShape(3, side, side);
    byte[] jpeg = Photos.jpeg(Photos.photo(width, height, RGB, 9), false);
    assertThat(JpegPicture.reduction(width, height, target)).isEqualTo(reduction);
    byte[] reduced = pixels(fast, jpeg, target);
    byte[] whole = pixels(jdk, jpeg, target);
    int most = 0;
    double sum = 0;
    for (int i = 0; i < whole.length; i++) {
      int off = Math.abs((reduced[i] & 0xff) - (whole[i] & 0xff));
      most = Math.max(most, off);
      sum += off;
    }
    assertThat(sum / whole.length).as("mean difference of 255 levels").isLessThan(1.0);
    assertThat(most).as("largest difference").isLessThanOrEqualTo(12);
  }

  @Test
  void reducesGrayToo() {
    byte[] jpeg = Photos.jpeg(Photos.photo(640, 480, GRAY, 3), false, "1", "1");
    FrameShape target = new FrameShape(1, 32, 32);
    byte[] reduced = pixels(fast, jpeg, target);
    byte[] whole = pixels(jdk, jpeg, target);
    for (int i = 0; i < whole.length; i++) {
      assertThat(reduced[i] & 0xff).isBetween((whole[i] & 0xff) - 12, (whole[i] & 0xff) + 12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "640,480,240,2",
    "640,480,241,1",
    "64,63,32,1",
    "640,480,61,2",
    "640,480,60,4",
    "800,768,32,8",
    "800,767,32,4",
    "10000,32,32,1"
  })
  void reducesToTheTargetTwiceOrThreeTimesTheTarget(
      int width, int height, int side, int reduction) {
    assertThat(JpegPicture.reduction(width, height, new FrameShape(3, side, side)))
        .isEqualTo(reduction);
  }

  @Test
  void refusesABombBeforeNativeCodeSeesIt() {
    byte[] jpeg = Photos.jpeg(Photos.photo(64, 64, RGB, 3), false);
    FrameDecoder strict =
        new FrameDecoder(new FrameLimits(1 << 20, 64 * 63, java.util.Optional.empty()));
    assertThat(strict.decode(frame(jpeg), new FrameShape(3, 8, 8)).toString())
        .contains("fault=BOMB")
        .contains("64x64 = 4096 pixels");
  }

  private void assertSame(byte[] jpeg, FrameShape target) {
    assertThat(pixels(fast, jpeg, target)).isEqualTo(pixels(jdk, jpeg, target));
  }

  private static byte[] pixels(FrameDecoder decoder, byte[] jpeg, FrameShape target) {
    return ((DecodedFrame.Pixels) decoder.decode(frame(jpeg), target)).planar();
  }

  private static SensorFrame frame(byte[] jpeg) {
    return Frames.frame("jpeg", 0, 0, jpeg);
  }
}
