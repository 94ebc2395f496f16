package io.sisom.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.schema.SensorFrame;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  private static final int LIMIT = 1000;
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path dir;

  @Test
  void feedsAFolderInNameOrderAndPassesOverOtherFiles() throws Exception {
    Path folder = folder("b.PNG", "a.jpg", "c.jpeg");
    Files.writeString(folder.resolve("notes.txt"), "text");
    try (FrameSource source = source(ImageFolder.of(folder, LIMIT), false)) {
      List<SensorFrame> frames = take(source, 9);
      assertThat(frames)
          .extracting(SensorFrame::getFrameId)
          .containsExactly("cam-a.jpg", "cam-b.PNG", "cam-c.jpeg");
      assertThat(frames)
          .extracting(SensorFrame::getEncoding)
          .as("by their first bytes")
          .containsExactly("jpeg", "jpeg", "jpeg");
    }
  }

  @Test
  void tellsImagesByTheirFirstBytesAndNamesWhatIsNone() throws Exception {
    Path folder = folder("a.jpg", "noending", "notes.txt");
    Files.write(folder.resolve("b.jpg"), PNG);
    Files.write(folder.resolve("page.png"), "<html>".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("none.jpg"), new byte[0]);
    Files.writeString(folder.resolve("notes.txt"), "text");
    ImageFolder images = ImageFolder.of(folder, LIMIT);
    try (FrameSource source = source(images, false)) {
      assertThat(take(source, 9))
          .extracting(frame -> frame.getFrameId() + " " + frame.getEncoding())
          .containsExactly("cam-a.jpg jpeg", "cam-b.jpg png", "cam-noending jpeg");
    }
    Findings findings = images.findings();
    assertThat(findings.refused().groups().keySet())
        .containsExactlyInAnyOrder(Findings.EMPTY, Findings.UNKNOWN_IMAGE);
    assertThat(findings.refused().first(Findings.EMPTY)).containsExactly("images/none.jpg");
    assertThat(findings.passedOver().groups().keySet()).containsExactly(Findings.NO_IMAGE);
  }

  @Test
  void passesOverWhatSystemsPutBesideImages() throws Exception {
    Path folder = folder("a.jpg", "._a.jpg", ".hidden.jpg", "Thumbs.db", "desktop.ini");
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("self.jpg"), folder.resolve("self.jpg"));
    ImageFolder images = ImageFolder.of(folder, LIMIT);
    assertThat(images.names()).containsExactly("a.jpg");
    assertThat(images.findings().passedOver().of(Findings.HIDDEN)).isEqualTo(4);
    assertThat(images.findings().passedOver().of(Findings.NO_FILE)).isEqualTo(2);
    assertThat(images.findings().refused().total()).isZero();
  }

  @Test
  void passesOverTheSameInATar() throws Exception {
    Path file = dir.resolve("a.tar");
    try (OutputStream raw = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(raw)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String name :
          List.of(
              "./a.jpg",
              "._a.jpg",
              "__MACOSX/._b.jpg",
              "PaxHeader/a.jpg",
              "PaxHeaders.77/a.jpg",
              ".ipynb_checkpoints/a-checkpoint.jpg",
              "n".repeat(150) + ".jpg",
              "./a.jpg")) {
        entry(tar, name, filled(10));
      }
      for (byte kind : new byte[] {TarConstants.LF_LINK, TarConstants.LF_SYMLINK}) {
        TarArchiveEntry link = new TarArchiveEntry("link" + kind + ".jpg", kind);
        link.setLinkName("./a.jpg");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    try (ImageTar images = new ImageTar(file, LIMIT)) {
      assertThat(images.names()).containsExactly("./a.jpg", "n".repeat(150) + ".jpg");
      assertThat(images.findings().passedOver().of(Findings.HIDDEN)).isEqualTo(5);
      assertThat(images.findings().passedOver().of(Findings.NO_FILE)).isEqualTo(2);
      assertThat(images.findings().passedOver().total()).as("and the entry twice").isEqualTo(8);
    }
  }

  @Test
  void whatCannotBeSeenInANameIsEscapedInTheId() throws Exception {
    Path folder = folder("e\u0301\u202e.jpg");
    try (FrameSource source = source(ImageFolder.of(folder, LIMIT), false)) {
      assertThat(source.next().getFrameId()).isEqualTo("cam-\u00e9\\u{202e}.jpg");
    }
  }

  @Test
  void feedsATarInNameOrderWhateverItsOwn() throws Exception {
    Path tar = tar(10, "00002.jpg", "00001.jpg", "../00000.png");
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
    try (FrameSource source = source(ImageFolder.of(folder("a.jpg", "b.jpg"), LIMIT), true)) {
      assertThat(take(source, 5))
          .extracting(SensorFrame::getFrameId)
          .containsExactly(
              "cam-a.jpg", "cam-b.jpg", "cam-a.jpg-r2", "cam-b.jpg-r2", "cam-a.jpg-r3");
    }
  }

  @Test
  void imagesBeyondTheLimitAreNamedAndNotTaken() throws Exception {
    Path tar = tar(LIMIT + 1, "a.jpg");
    assertThatThrownBy(() -> new ImageTar(tar, LIMIT))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("larger than frame.max.bytes = 1000: 1 (a.jpg)");
  }

  @Test
  void anImageThatGrowsBeyondTheLimitIsRefused() throws Exception {
    Path folder = folder("a.jpg");
    ImageFolder images = ImageFolder.of(folder, LIMIT);
    Files.write(folder.resolve("a.jpg"), filled(LIMIT + 1));
    assertThatThrownBy(() -> images.read("a.jpg"))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("has 1001 bytes, more than frame.max.bytes = 1000");
  }

  @Test
  void refusesWhatHoldsNoImage() throws Exception {
    Path empty = folder();
    assertThatThrownBy(() -> ImageFolder.of(empty, LIMIT)).hasMessageContaining("holds no image");
    assertThatThrownBy(() -> ImageFolder.of(dir.resolve("none"), LIMIT))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("cannot be listed");
    Path tar = dir.resolve("text.tar");
    try (OutputStream raw = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(raw)) {
      entry(out, "readme", new byte[] {'t', 'e', 'x', 't'});
    }
    assertThatThrownBy(() -> new ImageTar(tar, LIMIT)).hasMessageContaining("holds no image");
  }

  @Test
  void refusesTarsThatAreNoneOrCutShort() throws Exception {
    Path noise = Files.write(dir.resolve("noise.tar"), new byte[2000 - 3]);
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
        entry(tar, name, filled(size));
      }
    }
    return file;
  }

  private static void entry(TarArchiveOutputStream tar, String name, byte[] content)
      throws Exception {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Begins like a JPEG. */
  private static byte[] filled(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'x');
    System.arraycopy(JPEG, 0, bytes, 0, JPEG.length);
    return bytes;
  }
}
