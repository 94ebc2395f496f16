package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixedBatchesTest {
  /** 90 frames of class 0, 10 of class 1. */
  private final int[] labels = IntStream.range(0, 100).map(i -> i < 90 ? 0 : 1).toArray();

  @Test
  void withoutBalanceEveryFrameComesOnce() {
    int[] drawn = rows(new MixedBatches(labels, 0, 1).epoch(100, 32));
    assertThat(Arrays.stream(drawn).sorted().toArray())
        .isEqualTo(IntStream.range(0, 100).toArray());
  }

  @Test
  void withFullBalanceClassesComeAsOftenAndFramesOfAThinOneInTurn() {
    int[] drawn = rows(new MixedBatches(labels, 1, 1).epoch(100, 32));
    int[] thin = Arrays.stream(drawn).filter(row -> labels[row] == 1).toArray();
    assertThat(thin).hasSize(50);
    assertThat(Arrays.stream(thin).distinct().count()).isEqualTo(10);
    for (int row = 90; row < 100; row++) {
      int wanted = row;
      assertThat(Arrays.stream(thin).filter(r -> r == wanted).count()).isEqualTo(5);
    }
  }

  @Test
  void noBatchIsASingleFrame() {
    List<int[]> batches = new MixedBatches(labels, 0, 1).epoch(97, 32);
    assertThat(batches).extracting(batch -> batch.length).containsExactly(32, 32, 32);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(rows(new MixedBatches(labels, 0.5, 3).epoch(80, 16)))
        .isEqualTo(rows(new MixedBatches(labels, 0.5, 3).epoch(80, 16)))
        .isNotEqualTo(rows(new MixedBatches(labels, 0.5, 4).epoch(80, 16)));
  }

  private static int[] rows(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
