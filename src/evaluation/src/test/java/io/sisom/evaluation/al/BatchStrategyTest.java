package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Batches that differ, and strategies that learn a network of their own. */
@Tag("numeric")
class BatchStrategyTest {
  private static final float[][] KNOWN =
      IntStream.range(0, 12)
          .mapToObj(i -> i % 2 == 0 ? new float[] {3, i * 0.1f} : new float[] {i * 0.1f, 3})
          .toArray(float[][]::new);

  @Test
  void aDiverseBatchTakesOneOfEachClusterWhereTheBestAreAllAlike() {
    StrategyInput input = Seen.of(KNOWN, twoPlacesOfUndecidedFrames());

    assertThat(Arrays.stream(of(StrategyName.MARGIN, input, 2))).allMatch(row -> row < 5);
    int[] diverse = of(StrategyName.MARGIN_DIVERSE, input, 2);
    assertThat(Arrays.stream(diverse).filter(row -> row < 5)).hasSize(1);
    assertThat(Arrays.stream(diverse).filter(row -> row >= 5)).hasSize(1);
  }

  /** Five undecided frames at (2, 2), and five a little less undecided ones at (9, 9). */
  private static float[][] twoPlacesOfUndecidedFrames() {
    return IntStream.range(0, 10)
        .mapToObj(i -> i < 5 ? new float[] {2, 2} : new float[] {9, 9.1f})
        .toArray(float[][]::new);
  }

  @Test
  void aDiverseBatchIsFullWhereAllFramesAreTheSame() {
    StrategyInput input = Seen.of(KNOWN, new float[][] {{1, 1}, {1, 1}, {1, 1}, {1, 1}});

    assertThat(of(StrategyName.RATIO_DIVERSE, input, 3)).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void aSampledBatchMostlyTakesTheBestAndSometimesOthers() {
    float[][] open =
        IntStream.range(0, 50).mapToObj(i -> new float[] {2, 2 + i * 0.1f}).toArray(float[][]::new);
    StrategyInput input = Seen.of(KNOWN, open);
    int[] taken = new int[50];
    for (int seed = 0; seed < 200; seed++) {
      for (int row :
          StrategyName.MARGIN_SAMPLED
              .strategy(Seen.settings(new Tuning.Off(), new Tuning.Off()))
              .choose(input, 5, new Random(seed))
              .rows()) {
        taken[row]++;
      }
    }

    assertThat(taken[0]).isGreaterThan(100);
    assertThat(taken[0]).isGreaterThan(taken[10]);
    assertThat(Arrays.stream(taken).filter(count -> count > 0).count()).isGreaterThan(30);
  }

  @Test
  void learningLossAsksForTheFramesThatAreLikeThoseWithALargeLoss() {
    // Class 1 at (3, 0) is what the network calls 0: its loss is large, and so is that of its
    // likes.
    float[][] labeled = new float[40][];
    for (int i = 0; i < labeled.length; i++) {
      float along = i * 0.01f;
      labeled[i] = i % 2 == 0 ? new float[] {5, along} : new float[] {3, along};
    }
    StrategyInput input = Seen.of(labeled, new float[][] {{5, 0.1f}, {3, 0.1f}, {5, 0.3f}});

    assertThat(of(StrategyName.LEARNING_LOSS, input, 1)).containsExactly(1);
  }

  @Test
  void coreGcnSpreadsOverWhatIsUnlikeTheLabeledFrames() {
    float[][] open = {{3, 0.1f}, {3, 0.2f}, {2, 2}, {0.1f, 3}, {2.01f, 2}};

    int[] chosen = of(StrategyName.COREGCN, Seen.of(KNOWN, open), 2);

    assertThat(chosen[0]).isIn(2, 4);
    assertThat(chosen).doesNotHaveDuplicates();
  }

  @Test
  void strategiesWithANetworkOfTheirOwnChooseTheSameByTheSameChance() {
    StrategyInput input = Seen.drawn(3, 30, 12);
    for (StrategyName name :
        new StrategyName[] {StrategyName.COREGCN, StrategyName.LEARNING_LOSS}) {
      assertThat(of(name, input, 5)).isEqualTo(of(name, input, 5)).doesNotHaveDuplicates();
    }
  }

  @Test
  void clustersOfFramesThatLieApartAreTheseFrames() {
    LastUnits rows = LastUnits.of(new float[] {0, 0, 9, 9, 0, 1, 9, 8}, 2);

    int[] clusters = KMeans.clusters(rows, 2, new Random(1));

    assertThat(clusters[0]).isEqualTo(clusters[2]).isNotEqualTo(clusters[1]);
    assertThat(clusters[1]).isEqualTo(clusters[3]);
  }

  private static int[] of(StrategyName name, StrategyInput input, int query) {
    return name.strategy(Seen.settings(new Tuning.Off(), new Tuning.Off()))
        .choose(input, query, new Random(1))
        .checked(query, input.candidates().size())
        .rows();
  }
}
