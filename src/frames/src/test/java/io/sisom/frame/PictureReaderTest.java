package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.PictureReader.Answer;
import io.sisom.frame.PictureReader.Header;
import io.sisom.frame.PictureReader.Pixels;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pictures that are no frames yet: what they are, and their pixels. */
class PictureReaderTest {
  private static final byte[] JPEG = Frames.picture("jpeg", BufferedImage.TYPE_INT_RGB, 64, 48);
  private static final byte[] PNG = Frames.picture("png", BufferedImage.TYPE_INT_ARGB, 20, 10);
  private static final byte[] DEPTH = depth(0, 255, 256, 65_535);

  private final PictureReader reader = new PictureReader(new FrameDecoder(FrameLimits.defaults()));

  @Test
  void aHeaderSaysWhatAPictureIs() {
    assertThat(reader.header(JPEG)).isEqualTo(new Answer.Read<>(new Header("jpeg", 64, 48, false)));
    assertThat(reader.header(PNG)).isEqualTo(new Answer.Read<>(new Header("png", 20, 10, false)));
    assertThat(reader.header(DEPTH)).isEqualTo(new Answer.Read<>(new Header("png", 4, 1, true)));
  }

  @Test
  void pixelsAreThoseOfTheWholePicture() {
    Pixels pixels = ((Answer.Read<Pixels>) reader.pixels(PNG)).value();
    assertThat(pixels.width()).isEqualTo(20);
    assertThat(pixels.height()).isEqualTo(10);
    // Red on the left, blue on the right.
    assertThat(pixels.planar()).hasSize(600);
    assertThat(pixels.planar()[0]).isEqualTo((byte) 255);
    assertThat(pixels.planar()[19]).isZero();
    assertThat(pixels.planar()[419]).isEqualTo((byte) 255);
  }

  @Test
  void aReducedPictureKeepsItsProportions() {
    Pixels pixels = ((Answer.Read<Pixels>) reader.reduced(JPEG, 16)).value();
    assertThat(pixels.width()).isEqualTo(16);
    assertThat(pixels.height()).isEqualTo(12);
  }

  @Test
  void depthKeepsAllOfItsBits() {
    assertThat(((Answer.Read<char[]>) reader.gray16(DEPTH)).value())
        .containsExactly('\0', (char) 255, (char) 256, (char) 65_535);
    assertThat(reader.gray16(PNG))
        .isEqualTo(new Answer.Unread<>("the picture is no png of one channel and 16 bits"));
  }

  @Test
  void whatIsNoPictureIsRefusedInWords() {
    assertThat(reader.header(new byte[9]))
        .isEqualTo(new Answer.Unread<>("9 bytes are neither jpeg nor png"));
    assertThat(reader.pixels(Arrays.copyOf(JPEG, JPEG.length / 2)))
        .isInstanceOf(Answer.Unread.class);
    PictureReader small =
        new PictureReader(new FrameDecoder(new FrameLimits(1, 100, Optional.empty())));
    assertThat(small.header(PNG)).isInstanceOf(Answer.Unread.class);
  }

  private static byte[] depth(int... samples) {
    BufferedImage image = new BufferedImage(samples.length, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSamples(0, 0, samples.length, 1, 0, samples);
    return Frames.encoded("png", image);
  }
}
