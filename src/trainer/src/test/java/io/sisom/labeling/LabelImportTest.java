package io.sisom.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.feed.FeedException;
import io.sisom.feed.Findings;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.RecordFiles;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelImportTest {
  private static final AvroCodec<LabeledFrame> CODEC = AvroCodec.of(LabeledFrame.class);
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  /** The pool as a compacted topic keeps it: the latest value under each key. */
  private final Map<String, LabeledFrame> pool = new HashMap<>();

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path dir;

  @Test
  void namesLabelsAndPassesOverRecordsWithout() throws Exception {
    Path file = records("train-1.bin", 1, 255, 0);
    try (LabelSource labels = labels(file)) {
      List<LabelSource.Item> items = all(labels);
      assertThat(items)
          .extracting(item -> item.place() + " " + item.labeled().getLabel())
          .containsExactly("record 0 of train-1.bin dog", "record 2 of train-1.bin cat");
      assertThat(items.get(0).labeled().getAnnotator()).isEqualTo("ann");
      assertThat(items.get(0).labeled().getFrame().getFrameId()).matches("sha256-[0-9a-f]{32}");
      assertThat(labels.findings().passedOver().of("record without a label")).isEqualTo(1);
    }
  }

  @Test
  void saysWhichRecordHasALabelWithoutANameBeforeAnyIsSent() throws Exception {
    Path file = records("a.bin", 1, 2);
    assertThatThrownBy(() -> take(() -> labels(file), false))
        .isInstanceOf(FeedException.class)
        .hasMessage("record 1 of " + file + " has label 2, but only 2 label names are given");
    assertThat(pool).isEmpty();
  }

  @Test
  void takesFolderNamesForLabels() throws Exception {
    image("dog", "x.png", 1);
    image("cat", "y.jpg", 2);
    image("cat", "a.jpg", 3);
    try (LabelSource labels = folders()) {
      assertThat(all(labels))
          .extracting(item -> item.place() + " " + item.labeled().getLabel())
          .containsExactly("cat/a.jpg cat", "cat/y.jpg cat", "dog/x.png dog");
    }
  }

  @Test
  void refusesADirectoryWithoutClassesOrAnyImage() throws Exception {
    assertThatThrownBy(this::folders)
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("holds no folder");
    Files.createDirectory(dir.resolve("cat"));
    assertThatThrownBy(this::folders)
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("holds no image")
        .hasMessageContaining("class folder without an image: 1 (cat)");
  }

  @Test
  void theSameNamesInTwoFoldersAreTwoFramesAndTheSameFolderTwiceIsOne() throws Exception {
    image("train/ball", "0001.jpg", 1);
    image("val/ball", "0001.jpg", 2);
    take(() -> folders("train"), false);
    take(() -> folders("val"), false);
    assertThat(pool).hasSize(2);

    LabelImport.Report again = take(() -> folders("train"), false);
    assertThat(again.published().acknowledged()).isZero();
    assertThat(again.findings().passedOver().of(ImportPlan.HELD)).isEqualTo(1);
    assertThat(again.complete()).isTrue();
    assertThat(pool).hasSize(2);
  }

  @Test
  void theSameNamesOfRecordFilesAreTwoFramesToo() throws Exception {
    Files.createDirectories(dir.resolve("a"));
    Files.createDirectories(dir.resolve("b"));
    take(() -> labels(records("a/train.bin", 0)), false);
    take(() -> labels(Files.write(dir.resolve("b/train.bin"), record(1, 77))), false);
    assertThat(pool).hasSize(2);
  }

  @Test
  void onePictureUnderTwoClassesIsAConflictByNameAndTheRestIsTaken() throws Exception {
    image("cat", "a.jpg", 1);
    image("cat", "again.jpg", 2);
    image("cat", "b.jpg", 2);
    image("dog", "c.jpg", 1);
    LabelImport.Report report = take(this::folders, false);
    assertThat(report.complete()).isFalse();
    assertThat(report.findings().refused().first(ImportPlan.TWO_CLASSES))
        .containsExactly("cat/a.jpg says cat", "dog/c.jpg says dog");
    assertThat(report.findings().passedOver().of(ImportPlan.TWICE)).isEqualTo(1);
    assertThat(labelsOfPool()).containsExactly("cat");
  }

  @Test
  void anotherClassThanThePoolHoldsIsAConflictUnlessItReplaces() throws Exception {
    image("one/cat", "a.jpg", 1);
    image("two/dog", "b.jpg", 1);
    take(() -> folders("one"), false);
    LabelImport.Report refused = take(() -> folders("two"), false);
    assertThat(refused.complete()).isFalse();
    assertThat(refused.findings().refused().first(ImportPlan.OTHER_CLASS).get(0))
        .startsWith("dog/b.jpg says dog, frame sha256-")
        .endsWith(" is cat");
    assertThat(labelsOfPool()).containsExactly("cat");

    assertThat(take(() -> folders("two"), true).complete()).isTrue();
    assertThat(labelsOfPool()).containsExactly("dog");
  }

  @Test
  void whatThePoolHoldsUnderAnEarlierIdKeepsItForEveryAnnotator() throws Exception {
    image("ball", "0001.jpg", 1);
    try (LabelSource source = folders()) {
      LabeledFrame now = source.next().labeled();
      SensorFrame earlier =
          SensorFrame.newBuilder(now.getFrame()).setFrameId("ball/0001.jpg").build();
      pool.put("ball/0001.jpg|ann", LabeledFrame.newBuilder(now).setFrame(earlier).build());
    }

    assertThat(take(this::folders, false).published().acknowledged()).isZero();
    take(() -> new FolderLabels(dir, 100, "bob", CLOCK), false);
    assertThat(pool.keySet()).containsExactlyInAnyOrder("ball/0001.jpg|ann", "ball/0001.jpg|bob");
  }

  @Test
  void hiddenFoldersAreNoClassesAndBrokenFilesAreNamed() throws Exception {
    image("ball", "a.jpg", 1);
    image(".ipynb_checkpoints", "a-checkpoint.jpg", 1);
    image("__MACOSX", "._a.jpg", 1);
    Files.createDirectory(dir.resolve(".git"));
    Files.createDirectory(dir.resolve("empty"));
    Files.write(dir.resolve("ball/z.jpg"), new byte[0]);
    Files.createSymbolicLink(dir.resolve("loop"), dir);
    image("car\u200b", "a.jpg", 3);
    LabelImport.Report report = take(this::folders, false);
    assertThat(labelsOfPool()).containsExactly("ball");
    assertThat(report.findings().passedOver().of(Findings.HIDDEN)).isGreaterThanOrEqualTo(3);
    assertThat(report.findings().refused().first(Findings.EMPTY)).containsExactly("ball/z.jpg");
    assertThat(report.findings().refused().of("folder whose name is no class name")).isEqualTo(1);
    assertThat(report.complete()).isFalse();
  }

  @Test
  void foldersOfOneNameInTwoFormsAreOneClass() throws Exception {
    image("caf\u00e9", "a.jpg", 1);
    image("cafe\u0301", "b.jpg", 2);
    LabelImport.Report report = take(this::folders, false);
    assertThat(labelsOfPool()).containsExactly("caf\u00e9", "caf\u00e9");
    assertThat(report.findings().notes().total()).isEqualTo(1);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void publishesByFrameAndAnnotatorSoThatALaterLabelOfTheSameOneReplacesIt() throws Exception {
    Path file = records("a.bin", 0);
    assertThat(take(() -> labels(file), false).complete()).isTrue();
    assertThat(pool).hasSize(1);
    assertThat(pool.keySet().iterator().next()).matches("sha256-[0-9a-f]{32}\\|ann");
    assertThat(labelsOfPool()).containsExactly("cat");
  }

  private interface Opening {
    LabelSource open() throws Exception;
  }

  /** Imports into the pool. */
  private LabelImport.Report take(Opening opening, boolean replace) throws Exception {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    Supplier<LabelSource> sources =
        () -> {
          try {
            return opening.open();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    LabelImport.Report report =
        new LabelImport(new MessagePublisher(producer, "labels", acknowledged -> {}))
            .publish(sources, answers(), replace);
    for (var sent : producer.history()) {
      pool.put(sent.key(), CODEC.decode(sent.value()));
    }
    return report;
  }

  private Collection<Answer> answers() {
    return pool.values().stream()
        .map(
            it ->
                new Answer(
                    it.getFrame().getFrameId(),
                    PictureId.of(java.util.Objects.requireNonNull(it.getFrame().getContent())),
                    it.getAnnotator(),
                    it.getLabel(),
                    it.getLabeledAt(),
                    it.getCalibration()))
        .toList();
  }

  private List<String> labelsOfPool() {
    return pool.values().stream().map(LabeledFrame::getLabel).sorted().toList();
  }

  private LabelSource folders() {
    return new FolderLabels(dir, 100, "ann", CLOCK);
  }

  private LabelSource folders(String below) {
    return new FolderLabels(dir.resolve(below), 100, "ann", CLOCK);
  }

  private static LabelSource labels(Path file) {
    return new RecordLabels(
        new RecordFiles(List.of(file), 0, Long.MAX_VALUE), List.of("cat", "dog"), "ann", CLOCK);
  }

  private static List<LabelSource.Item> all(LabelSource labels) {
    List<LabelSource.Item> items = new ArrayList<>();
    labels.forEachRemaining(items::add);
    return items;
  }

  /** Records of different pixels. */
  private Path records(String name, int... labels) throws Exception {
    byte[] bytes = new byte[labels.length * 3073];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(record(labels[i], i), 0, bytes, i * 3073, 3073);
    }
    return Files.write(dir.resolve(name), bytes);
  }

  private static byte[] record(int label, int pixel) {
    byte[] bytes = new byte[3073];
    bytes[0] = (byte) label;
    bytes[1] = (byte) pixel;
    return bytes;
  }

  /** A file that begins like a JPEG; the same for the same number. */
  private void image(String label, String name, int number) throws Exception {
    Files.createDirectories(dir.resolve(label));
    Files.write(
        dir.resolve(label).resolve(name),
        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) number});
  }
}
