package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Head;
import io.sisom.method.Logits;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class GateTest {
  private final Gate gate = new Gate(new GateConfig(0.01, 0.05, 20, 0.05, 0.1, 0.02));

  @Test
  void letsAVersionPassThatIsAsGood() {
    HeldOutFigures figures = figures(180, 90, 0.02);
    assertThat(gate.reasons(figures, figures)).isEmpty();
    assertThat(gate.reasons(0.5, 0.55)).isEmpty();
  }

  @Test
  void rejectsOneThatPredictsWorseAndSaysByHowMuch() {
    List<String> reasons = gate.reasons(figures(195, 95, 0.02), figures(191, 95, 0.02));
    assertThat(reasons)
        .containsExactly(
            "accuracy falls from 0.9667 to 0.9533 on 300 held-out frames, by more than 0.01");
  }

  @Test
  void rejectsOneThatForgetsAClassEvenIfTheRestMakesUpForIt() {
    List<String> reasons = gate.reasons(figures(180, 95, 0.02), figures(188, 88, 0.02));
    assertThat(reasons)
        .containsExactly(
            "accuracy of dog falls from 0.9500 to 0.8800 on 100 held-out frames, by more than"
                + " 0.05");
  }

  @Test
  void looksAtNoClassOfFewFrames() {
    HeldOutFigures before =
        new HeldOutFigures(
            Map.of("cat", 1000, "dog", 10), Map.of("cat", first(900), "dog", first(9)), 0);
    HeldOutFigures after =
        new HeldOutFigures(
            Map.of("cat", 1000, "dog", 10), Map.of("cat", first(905), "dog", first(4)), 0);
    assertThat(gate.reasons(before, after)).isEmpty();
  }

  @Test
  void letsOneFrameChange() {
    HeldOutFigures before = new HeldOutFigures(Map.of("cat", 20), Map.of("cat", first(19)), 0);
    HeldOutFigures after = new HeldOutFigures(Map.of("cat", 20), Map.of("cat", first(18)), 0);
    assertThat(gate.reasons(before, after)).isEmpty();
  }

  @Test
  void rejectsOneWhoseProbabilitiesOrKnownSetGetWorse() {
    assertThat(gate.reasons(figures(180, 90, 0.02), figures(180, 90, 0.09)))
        .containsExactly("calibration error rises from 0.0200 to 0.0900, by more than 0.05");
    assertThat(gate.reasons(0.5, 0.7))
        .containsExactly("r_avg rises from 0.5000 to 0.7000, by more than 0.1");
  }

  @Test
  void figuresCountRightOnesAndHowFarProbabilitiesAreOff() {
    Head head = new Head(List.of("cat", "dog"), 1, new float[2], new float[2]);
    Logits sureOfCat = Logits.of(Math.log(0.9), Math.log(0.1));

    HeldOutFigures figures =
        HeldOutFigures.of(
            List.of("cat", "cat", "dog"), List.of(sureOfCat, sureOfCat, sureOfCat), head);

    assertThat(figures.accuracyByLabel()).isEqualTo(Map.of("cat", 1.0, "dog", 0.0));
    assertThat(figures.accuracy()).isCloseTo(2.0 / 3, Offset.offset(1e-12));
    assertThat(figures.calibrationError()).isCloseTo(0.9 - 2.0 / 3, Offset.offset(1e-9));
  }

  private static HeldOutFigures figures(int cats, int dogs, double error) {
    return new HeldOutFigures(
        Map.of("cat", 200, "dog", 100), Map.of("cat", first(cats), "dog", first(dogs)), error);
  }

  /** So many frames predicted right, the first ones. */
  private static BitSet first(int count) {
    BitSet hits = new BitSet();
    hits.set(0, count);
    return hits;
  }

  @Test
  void ofAThousandClassesSomeFallByChanceAndRejectNothing() {
    Random random = new Random(17);
    HeldOutFigures before = thousand(random, 0);
    HeldOutFigures after = thousand(random, 0);
    long fallen =
        before.hits().keySet().stream()
            .filter(it -> before.hits(it).cardinality() - after.hits(it).cardinality() > 1)
            .count();
    assertThat(fallen).as("classes that fall by more than the limit").isGreaterThan(100);
    assertThat(gate.reasons(before, after)).isEmpty();
  }

  @Test
  void ofAThousandClassesOneThatIsForgottenRejects() {
    Random random = new Random(17);
    List<String> reasons = gate.reasons(thousand(random, 0), thousand(random, 1));
    assertThat(reasons).singleElement().asString().startsWith("accuracy of class-000 falls from");
  }

  /** Twenty frames of each class, nine of ten right, but none of the first ones. */
  private static HeldOutFigures thousand(Random random, int forgotten) {
    Map<String, Integer> frames = new TreeMap<>();
    Map<String, BitSet> hits = new TreeMap<>();
    for (int c = 0; c < 1000; c++) {
      String label = "class-%03d".formatted(c);
      frames.put(label, 20);
      BitSet right = new BitSet();
      for (int i = 0; i < 20 && c >= forgotten; i++) {
        right.set(i, random.nextDouble() < 0.9);
      }
      hits.put(label, right);
    }
    return new HeldOutFigures(frames, hits, 0.02);
  }

  @Test
  void rejectsOneWhoseScoreTellsFramesOfNoClassWorse() {
    assertThat(gate.novelty(OptionalDouble.of(0.95), OptionalDouble.of(0.92), 20))
        .containsExactly(
            "AUROC on 20 held-out frames of no class falls from 0.9500 to 0.9200, by more than"
                + " 0.02");
    assertThat(gate.novelty(OptionalDouble.of(0.95), OptionalDouble.of(0.94), 20)).isEmpty();
    assertThat(gate.novelty(OptionalDouble.of(0.95), OptionalDouble.of(0.5), 19))
        .as("too few to judge by")
        .isEmpty();
    assertThat(gate.novelty(OptionalDouble.empty(), OptionalDouble.of(0.5), 20)).isEmpty();
  }
}
