package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The float64 path against figures of an independent implementation, to 1e-9. */
@Tag("numeric")
class GoldenMathTest {
  private static final double TOLERANCE = 1e-9;

  private JsonNode golden;
  private int classes;
  private Features known;
  private int[] knownLabels;
  private Features queries;
  private KnownSet set;

  @BeforeEach
  void readFigures() throws IOException {
    golden = Golden.read("math.json");
    classes = golden.get("n_classes").intValue();
    known = Samples.doubles(Golden.rows(golden.get("known_z")));
    knownLabels = Golden.ints(golden.get("known_y"));
    queries = Samples.doubles(Golden.rows(golden.get("query_z")));
    set = KnownSet.of(known, knownLabels, classes);
  }

  @ParameterizedTest
  @EnumSource
  void findsTheSameNeighborsRatiosAndConfidences(OuterReading reading) {
    JsonNode figures = figures(reading);
    int[] pseudo = pseudoClasses("query_logits");
    assertThat(pseudo).isEqualTo(Golden.ints(golden.get("pseudo")));
    Neighbors[] found = search(reading);

    assertClose(Arrays.stream(found).mapToDouble(Neighbors::inner), figures.get("d_in"));
    assertClose(Arrays.stream(found).mapToDouble(Neighbors::outer), figures.get("d_out"));
    assertClose(Arrays.stream(found).mapToDouble(Neighbors::ratio), figures.get("ratio"));
    assertClose(Arrays.stream(found).mapToDouble(Neighbors::confidence), figures.get("conf"));
    assertThat(Arrays.stream(found).mapToInt(Neighbors::innerRow).toArray())
        .isEqualTo(Golden.ints(figures.get("nearest_in")));
    assertThat(mostNovel(found, 5)).isEqualTo(Golden.ints(figures.get("top5")));
  }

  @ParameterizedTest
  @EnumSource
  void findsTheSameSeparability(OuterReading reading) {
    JsonNode figures = figures(reading);
    double[] ratios = leaveOneOut(knownLabels, reading);
    assertClose(Arrays.stream(ratios), figures.get("loo_ratio"));
    assertThat(Separability.average(ratios))
        .isCloseTo(figures.get("r_avg").doubleValue(), within(TOLERANCE));
    assertThat(Separability.average(leaveOneOut(pseudoClasses("known_logits"), reading)))
        .isCloseTo(figures.get("r_avg_predicted_labels").doubleValue(), within(TOLERANCE));
  }

  @ParameterizedTest
  @EnumSource
  void balancesAndScoresTheSame(OuterReading reading) {
    JsonNode figures = figures(reading);
    double[] ratios = leaveOneOut(knownLabels, reading);
    double weight = Balance.weightOf(Separability.average(ratios));
    Balance balance = Balance.of(weight, ratios, energies("known_logits"));
    assertThat(
            new double[] {
              balance.weight(),
              balance.ratioMean(),
              balance.ratioDeviation(),
              balance.energyMean(),
              balance.energyDeviation()
            })
        .containsExactly(
            IntStream.range(0, 5)
                .mapToDouble(
                    i ->
                        figures
                            .get(List.of("weight", "r_mean", "r_std", "e_mean", "e_std").get(i))
                            .doubleValue())
                .toArray(),
            within(TOLERANCE));

    Neighbors[] found = search(reading);
    double[] energy = energies("query_logits");
    Calibration none = Calibration.of();
    for (ScoreForm form : new ScoreForm[] {ScoreForm.RAW, ScoreForm.ZSCORE}) {
      Sisome sisome = Sisome.of(form, balance, none, none);
      assertClose(
          IntStream.range(0, found.length)
              .mapToDouble(q -> sisome.score(energy[q], found[q].ratio())),
          figures.get("sisome_" + form.key()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3_0.1", "0.3_0.25", "0.3_0.6"})
  void coversWithTheSameRows(String fractionAndRadius) {
    double fraction = Double.parseDouble(fractionAndRadius.split("_")[0]);
    double radius = Double.parseDouble(fractionAndRadius.split("_")[1]);
    JsonNode figures = golden.get("probcover_" + fractionAndRadius);
    IntStream.Builder rows = IntStream.builder();
    for (JsonNode perClass : figures.get("per_class")) {
      int[] ofClass = Samples.rowsOf(knownLabels, perClass.get(0).intValue());
      int budget = ProbCover.budget(ofClass.length, fraction, 1);
      ProbCover.Cover cover = ProbCover.cover(known, ofClass, radius, budget);
      assertThat(cover.rows()).hasSize(perClass.get(1).intValue());
      assertThat(cover.restarts() + 1).as("rounds").isEqualTo(perClass.get(2).intValue());
      Arrays.stream(cover.rows()).forEach(rows);
    }
    assertThat(rows.build().sorted().toArray()).isEqualTo(Golden.ints(figures.get("rows")));
  }

  private JsonNode figures(OuterReading reading) {
    return golden.get(reading.name().toLowerCase(Locale.ROOT));
  }

  private Neighbors[] search(OuterReading reading) {
    int[] pseudo = pseudoClasses("query_logits");
    return IntStream.range(0, queries.rows())
        .mapToObj(q -> set.nearest(queries, q, pseudo[q], Neighbors.NONE, reading))
        .toArray(Neighbors[]::new);
  }

  private double[] leaveOneOut(int[] labels, OuterReading reading) {
    int[] members = Samples.identity(known.rows());
    return Separability.leaveOneOut(set, known, labels, members, reading, done -> {});
  }

  private int[] pseudoClasses(String field) {
    return Arrays.stream(Golden.rows(golden.get(field)))
        .mapToInt(logits -> Logits.of(logits).pseudoClass())
        .toArray();
  }

  private double[] energies(String field) {
    return Arrays.stream(Golden.rows(golden.get(field)))
        .mapToDouble(logits -> Logits.of(logits).energy())
        .toArray();
  }

  private static int[] mostNovel(Neighbors[] found, int count) {
    return IntStream.range(0, found.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer q) -> -found[q].ratio()))
        .limit(count)
        .mapToInt(q -> q)
        .toArray();
  }

  private static void assertClose(DoubleStream actual, JsonNode expected) {
    assertThat(actual.toArray()).containsExactly(Golden.doubles(expected), within(TOLERANCE));
  }
}
