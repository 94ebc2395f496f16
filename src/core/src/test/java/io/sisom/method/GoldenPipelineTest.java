package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What follows from the real network's figures without running the network. */
@Tag("numeric")
class GoldenPipelineTest {
  private static final TapLayout LAYOUT =
      new TapLayout(
          List.of(
              new TapLayout.Tap("layer1", 0, 16),
              new TapLayout.Tap("layer2", 16, 32),
              new TapLayout.Tap("avgpool", 48, 64)));

  private JsonNode golden;
  private JsonNode first;

  @BeforeEach
  void readFigures() throws IOException {
    golden = Golden.read("pipeline-resnet20.json");
    first = golden.get("first_query");
  }

  @Test
  void enhancesTheFirstQueryInBothPrecisions() {
    double[] taps = Golden.doubles(first.get("taps"));
    double[] grads = Golden.doubles(first.get("tap_grads"));
    double[] expected = Golden.doubles(first.get("enhanced"));
    Enhancement enhancement = new Enhancement(steepness());

    double[] doubles = new double[112];
    assertThat(enhancement.enhance(taps, grads, 0, doubles, 0)).isTrue();
    float[] floats = new float[112];
    assertThat(enhancement.enhance(Golden.floats(taps), Golden.floats(grads), 0, floats, 0))
        .isTrue();
    for (int u = 0; u < 112; u++) {
      assertThat(doubles[u] + 0.5).isCloseTo(expected[u], within(1e-12));
      assertThat((double) floats[u]).isCloseTo(doubles[u], within(2e-7 * Math.abs(doubles[u])));
    }
  }

  @Test
  void readsEnergyAndPseudoClassOfTheFirstQuery() {
    Logits logits = Logits.of(Golden.doubles(first.get("logits")));
    assertThat(logits.energy()).isCloseTo(golden.get("energy").get(0).doubleValue(), within(1e-9));
    assertThat(logits.pseudoClass()).isEqualTo(golden.get("predicted").get(0).intValue());
  }

  @Test
  void scoresEveryQueryFromItsDistancesAndEnergy() {
    double[] inner = Golden.doubles(golden.get("d_in"));
    double[] outer = Golden.doubles(golden.get("d_out"));
    double[] ratios = Golden.doubles(golden.get("ratio"));
    double[] energies = Golden.doubles(golden.get("energy"));
    Balance balance =
        new Balance(
            Balance.weightOf(golden.get("r_avg").doubleValue()),
            golden.get("r_avg").doubleValue(),
            golden.get("ratio_std").doubleValue(),
            golden.get("energy_mean").doubleValue(),
            golden.get("energy_std").doubleValue());
    Calibration none = Calibration.of();
    Sisome raw = Sisome.of(ScoreForm.RAW, balance, none, none);
    Sisome zscore = Sisome.of(ScoreForm.ZSCORE, balance, none, none);
    double[] expectedRaw = Golden.doubles(golden.get("sisome_raw"));
    double[] expectedZscore = Golden.doubles(golden.get("sisome_zscore"));
    for (int q = 0; q < ratios.length; q++) {
      double ratio = Neighbors.ratio(inner[q], outer[q]);
      assertThat(ratio).isCloseTo(ratios[q], within(1e-9));
      assertThat(raw.score(energies[q], ratio)).isCloseTo(expectedRaw[q], within(1e-9));
      assertThat(zscore.score(energies[q], ratio)).isCloseTo(expectedZscore[q], within(1e-9));
    }
  }

  @Test
  void givesEveryClassTheSameBudget() {
    int[] labels = Golden.ints(golden.get("known").get("labels"));
    for (JsonNode perClass : golden.get("probcover").get("per_class")) {
      int size = Samples.rowsOf(labels, perClass.get(0).intValue()).length;
      assertThat(ProbCover.budget(size, 0.1, 1)).isEqualTo(perClass.get(1).intValue());
    }
  }

  private Steepness steepness() {
    Map<String, Double> alphas = new HashMap<>();
    golden
        .get("steepness")
        .fields()
        .forEachRemaining(e -> alphas.put(e.getKey(), e.getValue().doubleValue()));
    return Steepness.absolute(LAYOUT, alphas);
  }
}
