package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.sisom.feed.RecordFile;
import io.sisom.method.Activations;
import io.sisom.method.Enhancement;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Logits;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.ProbCover;
import io.sisom.method.Separability;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.testkit.Shared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real network on real images, in float32, against figures computed in float64 elsewhere. */
@Tag("numeric")
class GoldenPipelineRunTest {
  private static final int BATCH = 50;
  private static final double RELATIVE = 1e-3;

  private static JsonNode golden;
  private static ScoringKernel kernel;
  private static Activations knownActivations;
  private static Activations queryActivations;
  private static FloatFeatures known;
  private static FloatFeatures queries;
  private static int[] labels;

  @BeforeAll
  static void runTheNetwork() throws Exception {
    golden = Shared.golden("pipeline-resnet20.json");
    kernel = ScoringKernel.open(ModelBundle.open(Shared.model("resnet20-cifar10")), Device.cpu());
    knownActivations = run(images(golden.get("known")));
    List<byte[]> queryImages = new ArrayList<>();
    for (JsonNode set : golden.get("queries")) {
      queryImages.addAll(images(set));
    }
    queryActivations = run(queryImages);
    known = enhance(knownActivations);
    queries = enhance(queryActivations);
    labels = ints(golden.get("known").get("labels"));
  }

  @AfterAll
  static void freeTheNetwork() {
    if (kernel != null) {
      kernel.close();
    }
  }

  @Test
  void predictsTheSamePseudoClasses() {
    assertThat(pseudoClasses()).containsExactly(ints(golden.get("predicted")));
  }

  @Test
  void givesTheSameEnergies() {
    double[] energies =
        IntStream.range(0, queries.rows())
            .mapToDouble(i -> logits(queryActivations, i).energy())
            .toArray();
    assertRelative(energies, golden.get("energy"));
  }

  @Test
  void givesTheSameDistancesAndRatios() {
    KnownSet set = KnownSet.of(known, labels, 10);
    Neighbors[] found = nearest(set);
    assertRelative(
        Arrays.stream(found).mapToDouble(Neighbors::inner).toArray(), golden.get("d_in"));
    assertRelative(
        Arrays.stream(found).mapToDouble(Neighbors::outer).toArray(), golden.get("d_out"));
    assertRelative(
        Arrays.stream(found).mapToDouble(Neighbors::ratio).toArray(), golden.get("ratio"));
  }

  @Test
  void givesTheSameSeparability() {
    int[] members = IntStream.range(0, known.rows()).toArray();
    double[] ratios =
        Separability.leaveOneOut(
            KnownSet.of(known, labels, 10), known, labels, members, OuterReading.QUERY, done -> {});
    double expected = golden.get("r_avg").doubleValue();
    assertThat(Separability.average(ratios)).isCloseTo(expected, within(expected * RELATIVE));
  }

  @Test
  void coversTheClassesWithNearlyTheSameFrames() {
    Set<Integer> got = new HashSet<>(covered());
    Set<Integer> expected = new HashSet<>();
    golden.get("probcover").get("rows_of_known").forEach(row -> expected.add(row.intValue()));
    assertThat(got).hasSameSizeAs(expected);
    got.retainAll(expected);
    assertThat(got)
        .as("rows in common")
        .hasSizeGreaterThanOrEqualTo((int) Math.ceil(0.95 * expected.size()));
  }

  @Test
  void givesTheSameRatiosAgainstTheReducedSet() {
    int[] rows = ints(golden.get("probcover").get("rows_of_known"));
    int[] subset = Arrays.stream(rows).map(row -> labels[row]).toArray();
    Neighbors[] found = nearest(KnownSet.of(known.select(rows), subset, 10));
    assertRelative(
        Arrays.stream(found).mapToDouble(Neighbors::ratio).toArray(),
        golden.get("ratio_against_probcover_subset"));
  }

  private static List<Integer> covered() {
    JsonNode cover = golden.get("probcover");
    List<Integer> rows = new ArrayList<>();
    for (int label = 0; label < 10; label++) {
      int wanted = label;
      int[] ofClass = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
      int budget = ProbCover.budget(ofClass.length, cover.get("fraction").doubleValue(), 1);
      ProbCover.Cover picked =
          ProbCover.cover(known, ofClass, cover.get("delta").doubleValue(), budget);
      Arrays.stream(picked.rows()).forEach(rows::add);
    }
    return rows;
  }

  private static Neighbors[] nearest(KnownSet set) {
    int[] pseudo = pseudoClasses();
    return IntStream.range(0, queries.rows())
        .mapToObj(i -> set.nearest(queries, i, pseudo[i], Neighbors.NONE, OuterReading.QUERY))
        .toArray(Neighbors[]::new);
  }

  private static int[] pseudoClasses() {
    return IntStream.range(0, queries.rows())
        .map(i -> logits(queryActivations, i).pseudoClass())
        .toArray();
  }

  private static Logits logits(Activations activations, int row) {
    return Logits.of(activations.logits(), row * activations.classes(), activations.classes());
  }

  private static FloatFeatures enhance(Activations activations) {
    TapLayout layout = kernel.description().taps();
    Map<String, Double> alphas = Map.of("layer1", 0.05, "layer2", 0.05, "avgpool", 0.05);
    Enhancement enhancement = new Enhancement(Steepness.absolute(layout, alphas));
    float[] features = new float[activations.frames() * enhancement.width()];
    for (int i = 0; i < activations.frames(); i++) {
      enhancement.enhance(
          activations.taps(),
          activations.tapGradients(),
          i * layout.width(),
          features,
          i * enhancement.width());
    }
    return new FloatFeatures(features, activations.frames(), enhancement.width());
  }

  private static Activations run(List<byte[]> images) {
    List<Activations> batches = new ArrayList<>();
    for (int from = 0; from < images.size(); from += BATCH) {
      batches.add(kernel.run(images.subList(from, Math.min(images.size(), from + BATCH))));
    }
    return new Activations(
        images.size(),
        join(batches.stream().map(Activations::logits).toList()),
        join(batches.stream().map(Activations::taps).toList()),
        join(batches.stream().map(Activations::tapGradients).toList()));
  }

  private static List<byte[]> images(JsonNode set) {
    int[] wanted = ints(set.get("records"));
    int most = Arrays.stream(wanted).max().orElseThrow() + 1;
    List<RecordFile.Labeled> all = RecordFile.first(most, Shared.data(set.get("file").asText()));
    return Arrays.stream(wanted).mapToObj(i -> all.get(i).planar()).toList();
  }

  private static float[] join(List<float[]> parts) {
    float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }

  private static void assertRelative(double[] got, JsonNode expected) {
    assertThat(got).hasSize(expected.size());
    for (int i = 0; i < got.length; i++) {
      double figure = expected.get(i).doubleValue();
      assertThat(got[i]).as("row %d", i).isCloseTo(figure, within(Math.abs(figure) * RELATIVE));
    }
  }
}
