package io.sisom.feed.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How films begin, and what else begins nearly so. */
class FilmMagicTest {
  private static boolean begins(String hex) {
    return FilmMagic.begins(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000002066747970" + "69736f6d", // ftyp isom
        "000000086d6f6f76",
        "1a45dfa3",
        "524946460000000041564920", // RIFF, AVI
        "000000016742c01e", // H.264, parameters
        "0000000109f0",
        "0000000140010c01", // H.265, parameters
        "00000142010101"
      })
  void filmsAreKnown(String hex) {
    assertThat(begins(hex)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00000001",
        "00000100010010100000", // icon
        "000001ba44000400", // MPEG program stream, which is not read
        "000001b3",
        "0000002066747970" + "61766966", // a picture: avif
        "524946460000000057454250", // RIFF, WEBP
        "89504e470d0a1a0a",
        "47"
      })
  void othersAreNot(String hex) {
    assertThat(begins(hex)).isFalse();
  }

  @Test
  void transportStreamsAreKnownByThreePackets() {
    byte[] head = new byte[400];
    head[0] = head[188] = head[376] = 0x47;
    assertThat(FilmMagic.begins(ByteBuffer.wrap(head))).isTrue();
    head[376] = 0;
    assertThat(FilmMagic.begins(ByteBuffer.wrap(head))).isFalse();
  }

  @Test
  void anyBytesHaveAnAnswer() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] head = new byte[random.nextInt(20)];
      random.nextBytes(head);
      FilmMagic.begins(ByteBuffer.wrap(head));
      FilmMagic.beginsAsJpeg(ByteBuffer.wrap(head));
    }
    byte[] text = "no film".getBytes(StandardCharsets.US_ASCII);
    assertThat(FilmMagic.begins(ByteBuffer.wrap(text))).isFalse();
  }

  @Test
  void aStreamOfJpegsIsTwoOrMore(@TempDir Path folder) throws IOException {
    byte[] one = HexFormat.of().parseHex("ffd8ffe000020000ffd9");
    byte[] two = HexFormat.of().parseHex("ffd8ffe000020000ffd9ffd8ffe0");
    assertThat(JpegStream.is(Files.write(folder.resolve("one"), one))).isFalse();
    assertThat(JpegStream.is(Files.write(folder.resolve("two"), two))).isTrue();
    assertThat(JpegStream.is(Files.write(folder.resolve("none"), new byte[0]))).isFalse();
  }
}
