package io.sisom.recording.picture;

import static io.sisom.recording.picture.RawImages.noise;
import static io.sisom.recording.picture.RawImages.picture;
import static io.sisom.recording.picture.RawImages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.message.ImageMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pixel as OpenCV 5.0.0 makes it, of pictures of noise in odd and even sizes, with padded
 * rows, in both byte orders: {@code python opencv.py > opencv.txt}, of which both lie beside this
 * test's resources. The rules are OpenCV's plain ones: bilinear demosaicing, BT.601 with limited
 * range in fixed point, the higher 8 of 16 bits. nv24, which it does not know, is as ffmpeg 5.1
 * makes it, within 2 levels.
 */
class OpenCvTest {
  private static final int FFMPEG_LEVELS = 2;

  private final ImageConverter converter = new ImageConverter(PictureChoices.defaults());

  static List<String> pictures() throws IOException {
    return lines().filter(it -> !it.startsWith("nv24")).toList();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyPixelIsAsOpenCvHasIt(String line) throws Exception {
    String[] parts = line.split(" ");
    FramePicture picture = picture(converter.convert(image(parts)));
    assertThat(picture.encoding()).isEqualTo("rgb8");
    assertThat(picture.width()).isEqualTo(Integer.parseInt(parts[1]));
    assertThat(picture.height()).isEqualTo(Integer.parseInt(parts[2]));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(picture.bytes());
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(parts[5]);
  }

  @Test
  void fullColorPlanesAreAsFfmpegHasThem() throws Exception {
    String[] parts =
        lines().filter(it -> it.startsWith("nv24")).findFirst().orElseThrow().split(" ");
    byte[] expected = HexFormat.of().parseHex(parts[5]);
    byte[] found = picture(converter.convert(image(parts))).bytes();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(Math.abs((found[i] & 0xff) - (expected[i] & 0xff)))
          .as("sample " + i)
          .isLessThanOrEqualTo(FFMPEG_LEVELS);
    }
  }

  /** As much noise as the picture needs at most. */
  private static ImageMessage.Raw image(String[] parts) {
    int height = Integer.parseInt(parts[2]);
    int step = Integer.parseInt(parts[3]);
    byte[] data = noise(3 * step * height);
    if (parts[0].equals("nv24")) {
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) (96 + (data[i] & 0xff) % 64);
      }
    }
    return raw(parts[0], Integer.parseInt(parts[1]), height, step, parts[4].equals("1"), data);
  }

  private static Stream<String> lines() throws IOException {
    try (InputStream in = OpenCvTest.class.getResourceAsStream("opencv.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }
}
