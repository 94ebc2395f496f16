package io.sisom.recording.picture;

import static io.sisom.recording.picture.RawImages.file;
import static io.sisom.recording.picture.RawImages.picture;
import static io.sisom.recording.picture.RawImages.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that come as files. */
class PictureFilesTest {
  private static final PictureChoices DEFAULTS = PictureChoices.defaults();
  private static final byte[] JPEG =
      PictureFiles.written("jpeg", PictureFiles.slope(64, 48, BufferedImage.TYPE_INT_RGB));
  private static final byte[] PNG =
      PictureFiles.written("png", PictureFiles.slope(20, 10, BufferedImage.TYPE_INT_ARGB));

  private final ImageConverter converter = new ImageConverter(DEFAULTS);

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "jpg", "png", "", "rgb8; jpeg compressed bgr8", "mono8; jpeg "})
  void aJpegStaysWhatItIsWhateverItsFormatSays(String format) {
    FramePicture picture = picture(converter.convert(file(format, JPEG)));
    assertThat(picture.encoding()).isEqualTo("jpeg");
    assertThat(picture.width()).isEqualTo(64);
    assertThat(picture.height()).isEqualTo(48);
    assertThat(picture.bytes()).isEqualTo(JPEG);
  }

  @Test
  void aPngWithAlphaStaysWhatItIs() {
    FramePicture picture = picture(converter.convert(file("jpeg", PNG)));
    assertThat(picture.encoding()).isEqualTo("png");
    assertThat(picture.bytes()).isEqualTo(PNG);
  }

  @Test
  void aFileThatIsCutInItsHeaderIsRefused() {
    assertThat(reason(converter.convert(file("jpeg", Arrays.copyOf(JPEG, 10)))))
        .contains("jpeg data")
        .contains("(10 bytes)");
  }

  @Test
  void otherFilesAreNamed() {
    byte[] webp = "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(reason(converter.convert(file("webp", webp))))
        .isEqualTo("16 bytes with the format \"webp\" are webp; jpeg and png are read");
    assertThat(reason(converter.convert(file("jpeg", new byte[0]))))
        .isEqualTo("0 bytes with the format \"jpeg\" are no known picture; jpeg and png are read");
  }

  @Test
  void aMaskedFileIsDecodedAndWrittenInItsFormatAgain() {
    ImageConverter masking =
        new ImageConverter(DEFAULTS.withMasks(List.of(new Mask(0, 0, 10, 10))));
    for (byte[] file : List.of(JPEG, PNG)) {
      FramePicture picture = picture(masking.convert(file("", file)));
      BufferedImage before = PictureFiles.read(file);
      BufferedImage after = PictureFiles.read(picture.bytes());
      int tolerance = picture.encoding().equals("png") ? 0 : 12;
      assertThat(after.getWidth()).isEqualTo(before.getWidth());
      assertThat(level(after, 3, 3)).isLessThanOrEqualTo(tolerance);
      assertThat(level(after, 19, 9)).isCloseTo(level(before, 19, 9), within(tolerance));
    }
  }

  private static org.assertj.core.data.Offset<Integer> within(int levels) {
    return org.assertj.core.data.Offset.offset(levels);
  }

  /** Mean of three channels. */
  private static int level(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
  }

  @Test
  void aFileThatIsCutCannotBeMasked() {
    ImageConverter masking = new ImageConverter(DEFAULTS.withMasks(List.of(new Mask(0, 0, 1, 1))));
    assertThat(reason(masking.convert(file("", Arrays.copyOf(JPEG, JPEG.length / 2)))))
        .contains("cut short");
  }

  @Test
  void aFileBeyondTheBoundIsRefusedOrByChoiceWrittenAsJpeg() {
    PictureChoices small = DEFAULTS.withLarge(LargeFrames.PNG, PNG.length - 1);
    assertThat(reason(new ImageConverter(small).convert(file("", PNG))))
        .isEqualTo(
            "png of 20x10 has %d bytes, more than %d; choose JPEG for large frames"
                .formatted(PNG.length, PNG.length - 1));
    byte[] large = PictureFiles.written("png", noise());
    PictureChoices jpeg = DEFAULTS.withLarge(LargeFrames.JPEG, large.length - 1);
    assertThat(picture(new ImageConverter(jpeg).convert(file("", large))).encoding())
        .isEqualTo("jpeg");
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, i * 7_919_777);
    }
    return image;
  }

  @Test
  void sixteenBitsOfOneChannelAreDepthUnlessTheyAreSaidToBeLight() {
    byte[] png = depth(0, 1000, 2000, 60_000);
    assertThat(reason(converter.convert(file("16UC1; png compressed ", png))))
        .startsWith("\"16UC1; png compressed \" is depth, no picture");
    assertThat(reason(converter.convert(file("png", png)))).contains("is depth");
    assertThat(picture(converter.convert(file("mono16; png compressed ", png))).bytes())
        .isEqualTo(png);
    assertThat(
            picture(new ImageConverter(DEFAULTS.withEncoding("mono16")).convert(file("png", png)))
                .bytes())
        .isEqualTo(png);
    assertThat(gray(new DepthMapping(1000, 3000), "16UC1; png compressed ", png))
        .containsExactly(0, 255, 128, 1);
  }

  @Test
  void compressedDepthHasAHeaderBeforeItsPng() {
    byte[] png = depth(0, 1000, 2000, 60_000);
    byte[] file = new byte[12 + png.length];
    System.arraycopy(png, 0, file, 12, png.length);
    assertThat(reason(converter.convert(file("16UC1; compressedDepth", file))))
        .contains("is depth, no picture");
    assertThat(gray(new DepthMapping(1000, 3000), "16UC1; compressedDepth", file))
        .containsExactly(0, 255, 128, 1);
  }

  @Test
  void compressedDepthOfMetersIsTheInverseInSteps() {
    // depth = 10,000 / (sample - 1): 1 m, 2 m, 10 km.
    byte[] png = depth(0, 10_001, 5_001, 2);
    byte[] file = new byte[12 + png.length];
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putFloat(10_000).putFloat(1);
    System.arraycopy(png, 0, file, 12, png.length);
    assertThat(gray(new DepthMapping(1000, 3000), "32FC1; compressedDepth png", file))
        .containsExactly(0, 255, 128, 1);
  }

  private static int[] gray(DepthMapping mapping, String format, byte[] data) {
    FramePicture picture =
        picture(new ImageConverter(DEFAULTS.withDepth(mapping)).convert(file(format, data)));
    return PictureFiles.read(picture.bytes()).getRaster().getSamples(0, 0, 4, 1, 0, (int[]) null);
  }

  private static byte[] depth(int... samples) {
    BufferedImage image = new BufferedImage(samples.length, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSamples(0, 0, samples.length, 1, 0, samples);
    return PictureFiles.written("png", image);
  }
}
