package io.sisom.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.LabeledFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabeledFramesTest {
  private final LabeledFrames frames = new LabeledFrames(5, "team", Instant.EPOCH);

  @Test
  void givesEveryKnownKindInTurn() {
    Map<String, Long> counts =
        IntStream.range(0, 40)
            .mapToObj(i -> frames.frame(i).getLabel())
            .collect(Collectors.groupingBy(label -> label, Collectors.counting()));

    assertThat(counts).hasSize(8).allSatisfy((label, count) -> assertThat(count).isEqualTo(5));
  }

  @Test
  void drawsAnotherPictureForEveryIndexAndTheSameOneAgain() {
    LabeledFrame first = frames.frame(0);

    assertThat(first.getFrame().getFrameId()).isEqualTo("archive-000000");
    assertThat(first.getAnnotator()).isEqualTo("team");
    assertThat(new LabeledFrames(5, "team", Instant.EPOCH).frame(0)).isEqualTo(first);
    assertThat(frames.frame(8).getFrame().getContent()).isNotEqualTo(first.getFrame().getContent());
  }

  @Test
  void dumpsOneFolderForEachClass(@TempDir Path folder) throws IOException {
    WorldDump.main(new String[] {folder.toString(), "2", "1", "faults"});
    WorldDump.main(new String[] {folder.toString(), "2", "1", "unknown"});

    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      assertThat(files.map(file -> folder.relativize(file).toString()))
          .hasSize(12)
          .contains("fog/000000.jpg", "stuck/000001.jpg", "kite/000000.jpg");
    }
  }
}
