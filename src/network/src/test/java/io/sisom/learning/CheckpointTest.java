package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.method.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Head HEAD = new Head(List.of("cat", "dog"), 1, new float[2], new float[2]);

  @TempDir private Path folder;
  private Checkpoint checkpoint;

  @BeforeEach
  void keepTwoEpochs() throws IOException {
    checkpoint =
        new Checkpoint(folder, new Checkpoint.Key("base", HEAD.labels(), false, "settings"));
    checkpoint.write(state(1), true, file -> Files.writeString(file, "first"));
    checkpoint.write(state(2), false, file -> Files.writeString(file, "second"));
  }

  @Test
  void keepsTheLastNetworkAndTheBest() {
    assertThat(checkpoint.read().orElseThrow().epochs()).hasSize(2);
    assertThat(checkpoint.lastFile()).hasContent("second");
    assertThat(checkpoint.bestFile()).hasContent("first");
  }

  @Test
  void onAFullDiskWhatWasKeptBeforeStaysAndNothingHalfIsLeft() {
    assertThatThrownBy(
            () ->
                checkpoint.write(
                    state(3),
                    true,
                    file -> {
                      Files.writeString(file, "thi");
                      throw new IOException("No space left on device");
                    }))
        .hasMessageContaining("No space");
    keepsTheLastNetworkAndTheBest();
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  private static Checkpoint.State state(int epoch) {
    List<EpochFigures> epochs =
        java.util.stream.IntStream.rangeClosed(1, epoch)
            .mapToObj(it -> new EpochFigures(it, 1.0 / it, 0.5, it == 1))
            .toList();
    return new Checkpoint.State(epochs, HEAD, HEAD);
  }
}
