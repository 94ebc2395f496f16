package io.sisom.recording.picture;

import static io.sisom.recording.picture.RawImages.noise;
import static io.sisom.recording.picture.RawImages.picture;
import static io.sisom.recording.picture.RawImages.raw;
import static io.sisom.recording.picture.RawImages.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.recording.message.ImageMessage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw images: what they become, and what is said of those that become nothing. */
class ImageConverterTest {
  private static final PictureChoices DEFAULTS = PictureChoices.defaults();

  private final ImageConverter converter = new ImageConverter(DEFAULTS);

  @Test
  void paddingIsCroppedFromEachRow() {
    byte[] data = {1, 2, 3, 4, 5, 6, 99, 99, 7, 8, 9, 10, 11, 12};
    assertThat(picture(converter.convert(raw("rgb8", 2, 2, 8, false, data))).bytes())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void aStepOfZeroMeansRowsWithoutPadding() {
    byte[] data = {1, 2, 3, 4, 5, 6};
    assertThat(picture(converter.convert(raw("BGR8 ", 1, 2, 0, false, data))).bytes())
        .containsExactly(3, 2, 1, 6, 5, 4);
  }

  @Test
  void grayIsRepeated() {
    assertThat(picture(converter.convert(raw("8UC1", 2, 1, 2, true, new byte[] {5, -1}))).bytes())
        .containsExactly(5, 5, 5, -1, -1, -1);
  }

  @Test
  void theUsersEncodingCountsMoreThanTheDrivers() {
    ImageConverter told = new ImageConverter(DEFAULTS.withEncoding("bgr8"));
    assertThat(picture(told.convert(raw("rgb8", 1, 1, 3, false, new byte[] {1, 2, 3}))).bytes())
        .containsExactly(3, 2, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rgb8|640|480|1920|30|640x480 rgb8 step 1920 has 30 bytes, needs 921600",
        "rgb8|2|2|5|100|2x2 rgb8 step 5 has 100 bytes, a row alone needs 6",
        "rgb8|0|2|0|100|0x2 rgb8 step 0 has 100 bytes, and no pixels",
        "mono8|2|2147483647|2|9|2x2147483647 mono8 step 2 has 9 bytes and 4294967294 pixels,"
            + " more than 16777216",
        "mono8|4096|4096|2147483647|9|4096x4096 mono8 step 2147483647 has 9 bytes, needs"
            + " 8793945538561",
        "nv12|4|4|4|23|4x4 nv12 step 4 has 23 bytes, needs 24",
        "bayer_rggb8|2|2|2|4|a Bayer mosaic has at least 3x3 pixels, this one 2x2"
      })
  void anImageThatLiesIsRefusedWithItsFigures(
      String encoding, int width, int height, int step, int bytes, String reason) {
    assertThat(
            reason(converter.convert(raw(encoding, width, height, step, false, new byte[bytes]))))
        .isEqualTo(reason);
  }

  @Test
  void anEncodingThatIsNotKnownIsNamedBesideThoseThatAre() {
    assertThat(reason(converter.convert(raw("p010", 1, 1, 3, false, new byte[9]))))
        .startsWith("encoding \"p010\" is not known; known are 16uc3, 16uc4, 8uc1,")
        .contains("bayer_rggb8", "yuv422_yuy2");
  }

  @Test
  void luma420MayBeSaidToHaveAnyStepWhereItsLengthFits() {
    byte[] data = noise(6 * 4 * 3 / 2);
    byte[] expected = picture(converter.convert(raw("nv21", 6, 4, 6, false, data))).bytes();
    assertThat(picture(converter.convert(raw("nv21", 6, 4, 12, false, data))).bytes())
        .isEqualTo(expected);
  }

  @Test
  void depthIsRefusedUnlessItIsMapped() {
    ImageMessage.Raw depth =
        raw("16UC1", 5, 1, 10, true, new byte[] {0, 0, 0, 1, 3, -24, 7, -48, 127, -1});
    assertThat(reason(converter.convert(depth)))
        .startsWith("\"16UC1\" is depth, no picture; choose the nearest and farthest");
    FramePicture mapped =
        picture(
            new ImageConverter(DEFAULTS.withDepth(new DepthMapping(1000, 3000))).convert(depth));
    // Nothing measured, nearer than the nearest, nearest, in the middle, beyond the farthest.
    assertThat(mapped.bytes())
        .containsExactly(0, 0, 0, -1, -1, -1, -1, -1, -1, -128, -128, -128, 1, 1, 1);
  }

  @Test
  void depthInMetersIsMappedToo() {
    ByteBuffer meters = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    meters.putFloat(Float.NaN).putFloat(1).putFloat(2).putFloat(Float.POSITIVE_INFINITY);
    ImageConverter mapping = new ImageConverter(DEFAULTS.withDepth(new DepthMapping(1000, 3000)));
    byte[] rgb = picture(mapping.convert(raw("32FC1", 4, 1, 16, false, meters.array()))).bytes();
    assertThat(new byte[] {rgb[0], rgb[3], rgb[6], rgb[9]}).containsExactly(0, -1, -128, 0);
  }

  @Test
  void beyondTheBoundAPictureIsPngWithoutLoss() {
    byte[] data = new byte[100 * 100 * 3];
    new Random(1).nextBytes(data);
    ImageConverter small = new ImageConverter(DEFAULTS.withLarge(LargeFrames.PNG, 29_999));
    FramePicture gray =
        picture(small.convert(raw("mono8", 100, 100, 100, false, new byte[10_000])));
    assertThat(gray.encoding()).isEqualTo("png");
    assertThat(PictureFiles.read(gray.bytes()).getColorModel().getNumComponents()).isEqualTo(1);
    byte[] color = noise(30_000);
    Arrays.fill(color, 3_000, 30_000, (byte) 7);
    BufferedImage read =
        PictureFiles.read(picture(small.convert(raw("rgb8", 100, 100, 300, false, color))).bytes());
    for (int i = 0; i < 10_000; i++) {
      int rgb =
          (color[3 * i] & 0xff) << 16 | (color[3 * i + 1] & 0xff) << 8 | color[3 * i + 2] & 0xff;
      assertThat(read.getRGB(i % 100, i / 100) & 0xffffff).isEqualTo(rgb);
    }
    assertThat(reason(small.convert(raw("rgb8", 100, 100, 300, false, data))))
        .startsWith("picture of 100x100 has ")
        .endsWith(" bytes as png, more than 29999; choose JPEG for large frames");
  }

  @Test
  void beyondTheBoundAPictureIsJpegByChoice() {
    ImageConverter small = new ImageConverter(DEFAULTS.withLarge(LargeFrames.JPEG, 29_999));
    FramePicture picture =
        picture(small.convert(raw("rgb8", 100, 100, 300, false, new byte[30_000])));
    assertThat(picture.encoding()).isEqualTo("jpeg");
    assertThat(PictureFiles.read(picture.bytes()).getWidth()).isEqualTo(100);
  }

  @Test
  void masksBlackenTheirPixelsAndNoOthers() {
    ImageConverter masking =
        new ImageConverter(
            DEFAULTS.withMasks(List.of(Mask.parse("1,0,1,1"), new Mask(2, 1, 99, 99))));
    byte[] white = new byte[9];
    Arrays.fill(white, (byte) -1);
    byte[] rgb = picture(masking.convert(raw("mono8", 3, 3, 3, false, white))).bytes();
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      seen.append(rgb[3 * i] == 0 ? '.' : '#').append(i % 3 == 2 ? "/" : "");
    }
    assertThat(seen).hasToString("#.#/##./##./");
    assertThat(white).as("the message's own bytes stay").containsOnly(-1);
  }

  @Test
  void aMaskThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Mask.parse("1,2,3"))
        .hasMessage("a mask is x,y,width,height, not \"1,2,3\"");
    assertThatThrownBy(() -> Mask.parse("1,2,a,4"))
        .hasMessage("a mask is x,y,width,height, not \"1,2,a,4\"");
    assertThatThrownBy(() -> Mask.parse("-1,2,3,4")).hasMessageContaining("begins at 0 or more");
  }

  @Test
  void videoAndMalformedMessagesAreNoPictures() {
    assertThat(
            reason(
                converter.convert(
                    new ImageMessage.VideoPacket(
                        OptionalLong.empty(), "", "h264", ByteBuffer.allocate(4)))))
        .isEqualTo("a packet of \"h264\" video is no picture of its own");
    assertThat(reason(converter.convert(new ImageMessage.Malformed("cut")))).isEqualTo("cut");
  }
}
