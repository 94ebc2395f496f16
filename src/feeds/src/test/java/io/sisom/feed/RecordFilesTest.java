package io.sisom.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.schema.SensorFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {
  private static final Path DATA = Path.of("../shared/data/cifar10-ood");

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path dir;

  @Test
  void countsRecordsOverAllFilesWhateverIsSkipped() throws Exception {
    Path first = write("a.bin", records(3, 0));
    Path second = write("b.bin.gz", gzipped(records(3, 3)));
    List<RecordFiles.Entry> entries = read(List.of(first, second), 2, 3);
    assertThat(entries).extracting(RecordFiles.Entry::index).containsExactly(2L, 3L, 4L);
    assertThat(entries).extracting(RecordFiles.Entry::indexInFile).containsExactly(2L, 0L, 1L);
    assertThat(entries).extracting(entry -> entry.content().label()).containsExactly(2, 3, 4);
  }

  @Test
  void takesEverythingWithoutALimitAndNothingWithALimitOfZero() throws Exception {
    Path file = write("a.bin", records(3, 0));
    assertThat(read(List.of(file), 1, Long.MAX_VALUE)).hasSize(2);
    assertThat(read(List.of(file), 0, 0)).isEmpty();
    assertThat(read(List.of(file), 9, 5)).isEmpty();
  }

  @Test
  void restoresDifferences() throws Exception {
    byte[] plain = records(4, 0);
    Path delta = write("a.delta.gz", gzipped(differences(plain)));
    Path bin = write("a.bin", plain);
    List<RecordFiles.Entry> restored = read(List.of(delta), 0, 4);
    List<RecordFiles.Entry> original = read(List.of(bin), 0, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(restored.get(i).content().label()).isEqualTo(i);
      assertThat(restored.get(i).content().planar()).isEqualTo(original.get(i).content().planar());
    }
  }

  @Test
  void restoresRealDifferencesToTheirHash() throws Exception {
    Path file = DATA.resolve("cifar10/train-1.delta.gz");
    assumeTrue(Files.exists(file), "needs the real records beside the project");
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (RecordFiles records = new RecordFiles(List.of(file), 0, Long.MAX_VALUE)) {
      while (records.hasNext()) {
        RecordFile.Labeled record = records.next().content();
        sha.update((byte) record.label());
        sha.update(record.planar());
      }
    }
    assertThat(Files.readString(DATA.resolve("manifest.json")))
        .contains("\"sha256_records\": \"" + HexFormat.of().formatHex(sha.digest()) + "\"");
  }

  @Test
  void makesFramesThatNameTheirSensorAndRecord() throws Exception {
    Path file = write("a.bin", records(2, 0));
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    try (FrameSource source =
        new RecordSource(
            new RecordFiles(List.of(file), 1, 9), "cam", Clock.fixed(now, ZoneOffset.UTC))) {
      SensorFrame frame = source.next();
      assertThat(frame.getFrameId()).isEqualTo("cam-1");
      assertThat(frame.getSensorId()).isEqualTo("cam");
      assertThat(frame.getCapturedAt()).isEqualTo(now);
      assertThat(frame.getEncoding()).isEqualTo("rgb8-planar");
      assertThat(frame.getContent().remaining())
          .isEqualTo(3 * frame.getWidth() * frame.getHeight());
      assertThat(source.hasNext()).isFalse();
    }
  }

  @Test
  void saysWhichRecordIsCutShort() throws Exception {
    Path file = write("a.bin", Arrays.copyOf(records(2, 0), 3073 + 100));
    assertThatThrownBy(() -> read(List.of(file), 0, 9))
        .isInstanceOf(FeedException.class)
        .hasMessage("record 1 of " + file + " is cut short: 3073 bytes expected, 100 found");
  }

  @Test
  void saysWhereAGzipIsDamagedOrNoneAtAll() throws Exception {
    byte[] whole = gzipped(records(4, 0));
    Path cut = write("cut.bin.gz", Arrays.copyOf(whole, whole.length - 3000));
    assertThatThrownBy(() -> read(List.of(cut), 0, 9))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining(cut + " is damaged at record ");
    Path none = write("none.bin.gz", records(1, 0));
    assertThatThrownBy(() -> read(List.of(none), 0, 9))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining(none + " cannot be opened");
  }

  @Test
  void refusesMissingFilesAndOtherKinds() throws Exception {
    assertThatThrownBy(() -> read(List.of(dir.resolve("no.bin")), 0, 9))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("does not exist");
    Path csv = write("a.csv", new byte[3073]);
    assertThatThrownBy(() -> read(List.of(csv), 0, 9))
        .isInstanceOf(FeedException.class)
        .hasMessage(csv + " is no record file: expected .bin, .bin.gz or .delta.gz");
  }

  private static List<RecordFiles.Entry> read(List<Path> files, long skip, long limit) {
    List<RecordFiles.Entry> entries = new ArrayList<>();
    try (RecordFiles records = new RecordFiles(files, skip, limit)) {
      records.forEachRemaining(entries::add);
    }
    return entries;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  /** Random records whose labels count up from {@code firstLabel}. */
  private static byte[] records(int count, int firstLabel) {
    byte[] bytes = new byte[count * 3073];
    new Random(firstLabel).nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      bytes[i * 3073] = (byte) (firstLabel + i);
    }
    return bytes;
  }

  /** The encoder's side of {@code .delta.gz}. */
  private static byte[] differences(byte[] plain) {
    byte[] out = plain.clone();
    for (int record = 0; record < plain.length; record += 3073) {
      for (int plane = record + 1; plane < record + 3073; plane += 1024) {
        for (int i = 1023; i > 0; i--) {
          out[plane + i] -= out[plane + (i % 32 == 0 ? i - 32 : i - 1)];
        }
      }
      for (int i = record + 1; i < record + 1025; i++) {
        out[i] -= out[i + 1024];
        out[i + 2048] -= out[i + 1024];
      }
    }
    return out;
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
