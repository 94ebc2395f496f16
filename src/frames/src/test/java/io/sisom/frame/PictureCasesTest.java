package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.method.FrameShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of public bug reports' kinds, from {@code ../shared/cases}; skipped without them. */
class PictureCasesTest {
  private static final Path CASES = Path.of("../shared/cases");
  private static final FrameShape SHAPE = new FrameShape(3, 64, 96);

  static Stream<FrameDecoder> decoders() {
    return JpegKindsTest.decoders();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void tablesDoNotLeakFromFrameToFrame(FrameDecoder decoder) throws IOException {
    byte[] alone = pixels(decoder, "01-mjpeg-tables-leak/alone/frame.jpg");
    pixels(decoder, "01-mjpeg-tables-leak/0-optimized.jpg");
    assertThat(pixels(decoder, "01-mjpeg-tables-leak/1-no-dht.jpg")).isEqualTo(alone);
    assertThat(fault(decoder, "01-mjpeg-tables-leak/2-no-dqt.jpg")).isEqualTo(FrameFault.IMAGE);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void inkIsShownAsPillowShowsIt(FrameDecoder decoder) throws IOException {
    byte[] pixels = pixels(decoder, "03-cmyk-jpeg/cmyk.jpg");
    BufferedImage reference = ImageIO.read(CASES.resolve("03-cmyk-jpeg/reference.png").toFile());
    double off = 0;
    for (int i = 0; i < 64 * 96; i++) {
      int rgb = reference.getRGB(i % 96, i / 96);
      for (int plane = 0; plane < 3; plane++) {
        off += Math.abs((pixels[plane * 64 * 96 + i] & 0xff) - (rgb >> 16 - 8 * plane & 0xff));
      }
    }
    assertThat(off / pixels.length).as("mean difference, by compression alone").isLessThan(10);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void trailingBytesAreNoneOfThePicture(FrameDecoder decoder) throws IOException {
    byte[] plain = pixels(decoder, "01-mjpeg-tables-leak/alone/frame.jpg");
    assertThat(pixels(decoder, "05-trailing-bytes/ffda.jpg")).isEqualTo(plain);
    assertThat(pixels(decoder, "05-trailing-bytes/stale-head.jpg")).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void whatIsMissingIsNotFilledIn(FrameDecoder decoder) throws IOException {
    for (String name : List.of("cut-eoi", "header-only", "lost-middle")) {
      assertThat(fault(decoder, "07-lost-middle/" + name + ".jpg"))
          .as(name)
          .isEqualTo(FrameFault.TRUNCATED);
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void colorsAreThoseOfTheMarkedPicture(FrameDecoder decoder) throws IOException {
    byte[] marked = pixels(decoder, "09-rgb-guess/jfif-ids123.jpg");
    for (String name : List.of("ids012", "ids1-34-35", "idsYCc")) {
      assertThat(pixels(decoder, "09-rgb-guess/" + name + ".jpg")).as(name).isEqualTo(marked);
    }
  }

  private static byte[] pixels(FrameDecoder decoder, String name) throws IOException {
    DecodedFrame decoded = decoded(decoder, name);
    assertThat(decoded).isInstanceOf(DecodedFrame.Pixels.class);
    return ((DecodedFrame.Pixels) decoded).planar();
  }

  private static FrameFault fault(FrameDecoder decoder, String name) throws IOException {
    DecodedFrame decoded = decoded(decoder, name);
    assertThat(decoded).isInstanceOf(DecodedFrame.Undecodable.class);
    return ((DecodedFrame.Undecodable) decoded).fault();
  }

  private static DecodedFrame decoded(FrameDecoder decoder, String name) throws IOException {
    Path file = CASES.resolve(name);
    assumeTrue(Files.isReadable(file), () -> "skipped: there is no " + file);
    return decoder.decode(Frames.frame("jpeg", 0, 0, Files.readAllBytes(file)), SHAPE);
  }
}
