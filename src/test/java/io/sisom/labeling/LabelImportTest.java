package io.sisom.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.feed.FeedException;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.RecordFiles;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelImportTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path dir;

  @Test
  void namesLabelsAndPassesOverRecordsWithout() throws Exception {
    Path file = records("train-1.bin", 1, 255, 0);
    try (LabelSource labels = labels(file)) {
      List<LabeledFrame> frames = all(labels);
      assertThat(frames).extracting(LabeledFrame::getLabel).containsExactly("dog", "cat");
      assertThat(frames)
          .extracting(labeled -> labeled.getFrame().getFrameId())
          .containsExactly("train-1-0", "train-1-2");
      assertThat(frames.get(0).getAnnotator()).isEqualTo("ann");
      assertThat(labels.unlabeled()).isEqualTo(1);
    }
  }

  @Test
  void saysWhichRecordHasALabelWithoutAName() throws Exception {
    Path file = records("a.bin", 1, 2);
    try (LabelSource labels = labels(file)) {
      labels.next();
      assertThatThrownBy(labels::next)
          .isInstanceOf(FeedException.class)
          .hasMessage("record 1 of " + file + " has label 2, but only 2 label names are given");
    }
  }

  @Test
  void takesFolderNamesForLabels() throws Exception {
    image("dog", "x.png");
    image("cat", "y.jpg");
    image("cat", "a.jpg");
    try (LabelSource labels = new FolderLabels(dir, 100, "ann", CLOCK)) {
      List<LabeledFrame> frames = all(labels);
      assertThat(frames).extracting(LabeledFrame::getLabel).containsExactly("cat", "cat", "dog");
      assertThat(frames)
          .extracting(labeled -> labeled.getFrame().getFrameId())
          .containsExactly("cat/a.jpg", "cat/y.jpg", "dog/x.png");
    }
  }

  @Test
  void refusesADirectoryWithoutClassesOrAClassWithoutImages() throws Exception {
    assertThatThrownBy(() -> new FolderLabels(dir, 100, "ann", CLOCK))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("holds no folder");
    Files.createDirectory(dir.resolve("cat"));
    assertThatThrownBy(() -> new FolderLabels(dir, 100, "ann", CLOCK))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("holds no image");
  }

  @Test
  void publishesByFrameAndAnnotatorSoThatALaterLabelOfTheSameOneReplacesIt() throws Exception {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    LabelImport labelImport =
        new LabelImport(new MessagePublisher(producer, "labels", acknowledged -> {}));
    try (LabelSource labels = labels(records("a.bin", 0))) {
      assertThat(labelImport.publish(labels).complete()).isTrue();
    }
    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().get(0).key()).isEqualTo("a-0|ann");
    LabeledFrame read = AvroCodec.of(LabeledFrame.class).decode(producer.history().get(0).value());
    assertThat(read.getLabel()).isEqualTo("cat");
  }

  private static LabelSource labels(Path file) {
    return new RecordLabels(
        new RecordFiles(List.of(file), 0, Long.MAX_VALUE), List.of("cat", "dog"), "ann", CLOCK);
  }

  private static List<LabeledFrame> all(LabelSource labels) {
    List<LabeledFrame> frames = new ArrayList<>();
    labels.forEachRemaining(frames::add);
    return frames;
  }

  private Path records(String name, int... labels) throws Exception {
    byte[] bytes = new byte[labels.length * 3073];
    for (int i = 0; i < labels.length; i++) {
      bytes[i * 3073] = (byte) labels[i];
    }
    return Files.write(dir.resolve(name), bytes);
  }

  private void image(String label, String name) throws Exception {
    Files.createDirectories(dir.resolve(label));
    Files.write(dir.resolve(label).resolve(name), new byte[] {1, 2, 3});
  }
}
