package io.sisom.feed.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.feed.FeedException;
import io.sisom.feed.ImageFolder;
import io.sisom.schema.SensorFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedImagesTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

  @TempDir private Path dir;

  @Test
  void namesGiveOrderTimeAndIdsWhateverTheyBeginWith() throws Exception {
    image("b__CAM_FRONT__1532402927612460.jpg", PNG);
    image("a__CAM_FRONT__1532402927712460.jpg", PNG);
    image("thumbnail.png", PNG);
    ImageFolder images = ImageFolder.of(dir, 1000);
    List<SensorFrame> frames = frames(images, ImageTimes.ofNames());
    assertThat(frames)
        .extracting(SensorFrame::getFrameId)
        .containsExactly("cam-1532402927612460000", "cam-1532402927712460000");
    assertThat(frames.get(0).getCapturedAt()).isEqualTo(Instant.parse("2018-07-24T03:28:47.612Z"));
    assertThat(images.findings().refused().first("image without a time"))
        .containsExactly("thumbnail.png");
  }

  @Test
  void aFileHasATimeALineInTheOrderOfTheNames() throws Exception {
    image("0000000000.png", PNG);
    image("0000000001.png", PNG);
    Path times = Files.createTempFile(dir.getParent(), "times", ".txt");
    Files.writeString(times, "2011-09-26 13:02:25.5\n2011-09-26 13:02:25.5\n");
    assertThat(frames(ImageTimes.ofFile(times, names())))
        .extracting(SensorFrame::getFrameId)
        .containsExactly("cam-1317042145500000000", "cam-1317042145500000000.1");
    Files.writeString(times, "2011-09-26 13:02:25.5\n");
    assertThatThrownBy(() -> ImageTimes.ofFile(times, names()))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("1 times for 2 images");
  }

  @Test
  void aFileHasNameAndTimeInEitherOrder() throws Exception {
    image("x.png", PNG);
    image("y.png", PNG);
    Path times = Files.createTempFile(dir.getParent(), "times", ".csv");
    Files.writeString(times, "#time,name\n1403636579763555584,y.png\nx.png,1403636580.5\n");
    assertThat(frames(ImageTimes.ofFile(times, names())))
        .extracting(SensorFrame::getFrameId)
        .containsExactly("cam-1403636579763555584", "cam-1403636580500000000");
  }

  @Test
  void exifHasTheTimeWithFractionAndOffset() throws Exception {
    image("a.jpg", exif("2020:02:03 04:05:06", "25", "+01:00"));
    image("b.jpg", exif("2020:02:03 04:05:06", "", ""));
    image("c.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9, 0, 0, 0, 0});
    assertThat(frames(ImageTimes.ofExif()))
        .extracting(SensorFrame::getCapturedAt)
        .containsExactly(
            Instant.parse("2020-02-03T03:05:06.25Z"), Instant.parse("2020-02-03T04:05:06Z"));
  }

  @Test
  void damagedExifSaysNothing() {
    byte[] whole = exif("2020:02:03 04:05:06", "25", "+01:00");
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int n = 0; n < 3; n++) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
      }
      assertThat(ExifTime.of(damaged)).isNotNull();
    }
    assertThat(ExifTime.of(new byte[] {(byte) 0xff})).isEmpty();
  }

  private void image(String name, byte[] content) throws Exception {
    Files.write(dir.resolve(name), content);
  }

  private List<String> names() {
    return ImageFolder.of(dir, 1000).names();
  }

  private List<SensorFrame> frames(ImageTimes times) {
    return frames(ImageFolder.of(dir, 1000), times);
  }

  private static List<SensorFrame> frames(ImageFolder images, ImageTimes times) {
    List<SensorFrame> frames = new ArrayList<>();
    try (TimedImages source = new TimedImages(images, times, "cam")) {
      source.forEachRemaining(frames::add);
    }
    return frames;
  }

  /** A JPEG's beginning with an Exif folder. */
  private static byte[] exif(String date, String fraction, String offset) {
    ByteBuffer tiff = ByteBuffer.allocate(200);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(30);
    tiff.position(30);
    tiff.putShort((short) 3);
    int texts = 30 + 2 + 3 * 12;
    texts = entry(tiff, 0x9003, date, texts);
    texts = entry(tiff, 0x9011, offset, texts);
    entry(tiff, 0x9291, fraction, texts);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    int length = 2 + 6 + tiff.capacity();
    jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1});
    jpeg.writeBytes(new byte[] {(byte) (length >> 8), (byte) length});
    jpeg.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    jpeg.writeBytes(tiff.array());
    return jpeg.toByteArray();
  }

  private static int entry(ByteBuffer tiff, int tag, String text, int at) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    tiff.putShort((short) tag).putShort((short) 2).putInt(bytes.length);
    if (bytes.length <= 4) {
      int entry = tiff.position();
      tiff.put(bytes);
      tiff.position(entry + 4);
      return at;
    }
    tiff.putInt(at);
    tiff.duplicate().position(at).put(bytes);
    return at + bytes.length;
  }
}
