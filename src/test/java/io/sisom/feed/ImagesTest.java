package io.sisom.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.schema.SensorFrame;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  private static final int LIMIT = 1000;

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path dir;

  @Test
  void feedsAFolderInNameOrderAndPassesOverOtherFiles() throws Exception {
    Path folder = folder("b.PNG", "a.jpg", "c.jpeg", "notes.txt");
    try (FrameSource source = source(new ImageFolder(folder, LIMIT), false)) {
      List<SensorFrame> frames = take(source, 9);
      assertThat(frames)
          .extracting(SensorFrame::getFrameId)
          .containsExactly("cam-a.jpg", "cam-b.PNG", "cam-c.jpeg");
      assertThat(frames)
          .extracting(SensorFrame::getEncoding)
          .containsExactly("jpeg", "png", "jpeg");
    }
  }

  @Test
  void feedsATarInNameOrderWhateverItsOwn() throws Exception {
    Path tar = tar(10, "00002.jpg", "00001.jpg", "readme", "../00000.png");
    try (FrameSource source = source(new ImageTar(tar, LIMIT), false)) {
      List<SensorFrame> frames = take(source, 9);
      assertThat(frames)
          .extracting(SensorFrame::getFrameId)
          .containsExactly("cam-../00000.png", "cam-00001.jpg", "cam-00002.jpg");
      assertThat(frames.get(1).getContent().remaining()).isEqualTo(10);
    }
    assertThat(dir.toFile().list()).containsExactly("a.tar");
  }

  @Test
  void keepsIdsUniqueWhenLooping() throws Exception {
    try (FrameSource source = source(new ImageFolder(folder("a.jpg", "b.jpg"), LIMIT), true)) {
      assertThat(take(source, 5))
          .extracting(SensorFrame::getFrameId)
          .containsExactly(
              "cam-a.jpg", "cam-b.jpg", "cam-a.jpg-r2", "cam-b.jpg-r2", "cam-a.jpg-r3");
    }
  }

  @Test
  void refusesImagesBeyondTheLimit() throws Exception {
    Path tar = tar(LIMIT + 1, "a.jpg");
    try (ImageTar images = new ImageTar(tar, LIMIT)) {
      assertThatThrownBy(() -> images.read("a.jpg"))
          .isInstanceOf(FeedException.class)
          .hasMessage(
              "entry a.jpg of " + tar + " has 1001 bytes, more than frame.max.bytes = 1000");
    }
  }

  @Test
  void refusesWhatHoldsNoImage() throws Exception {
    Path empty = folder();
    assertThatThrownBy(() -> new ImageFolder(empty, LIMIT)).hasMessageContaining("holds no image");
    assertThatThrownBy(() -> new ImageFolder(dir.resolve("none"), LIMIT))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("cannot be listed");
    Path tar = tar(10, "readme");
    assertThatThrownBy(() -> new ImageTar(tar, LIMIT)).hasMessageContaining("holds no image");
  }

  @Test
  void refusesTarsThatAreNoneOrCutShort() throws Exception {
    Path noise = Files.write(dir.resolve("noise.tar"), filled(2000));
    assertThatThrownBy(() -> new ImageTar(noise, LIMIT)).isInstanceOf(FeedException.class);
    Path tar = tar(900, "a.jpg");
    Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), 700));
    assertThatThrownBy(
            () -> {
              try (ImageTar images = new ImageTar(tar, LIMIT)) {
                images.read("a.jpg");
              }
            })
        .isInstanceOf(FeedException.class)
        .hasMessageContaining(tar.toString());
  }

  private static FrameSource source(Images images, boolean loop) {
    return new ImageSource(images, "cam", loop, Clock.systemUTC());
  }

  private static List<SensorFrame> take(FrameSource source, int most) {
    List<SensorFrame> frames = new ArrayList<>();
    while (frames.size() < most && source.hasNext()) {
      frames.add(source.next());
    }
    return frames;
  }

  private Path folder(String... names) throws Exception {
    Path folder = Files.createDirectory(dir.resolve("images"));
    for (String name : names) {
      Files.write(folder.resolve(name), filled(10));
    }
    return folder;
  }

  private Path tar(int size, String... names) throws Exception {
    Path file = dir.resolve("a.tar");
    try (OutputStream raw = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(raw)) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        tar.write(filled(size));
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  private static byte[] filled(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }
}
