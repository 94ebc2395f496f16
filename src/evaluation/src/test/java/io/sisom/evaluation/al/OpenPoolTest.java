package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import io.sisom.method.Head;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pools with foreign frames: what is learned from the answers, and what is asked for then. */
@Tag("numeric")
class OpenPoolTest {
  private static final float[][] KNOWN =
      IntStream.range(0, 12)
          .mapToObj(i -> i % 2 == 0 ? new float[] {3, i * 0.1f} : new float[] {i * 0.1f, 3})
          .toArray(float[][]::new);

  @Test
  void aFrameThatIsLikelyNoneOfTheClassesIsWorthLittleHoweverUndecided() {
    float[][] open = {{-2, -2}, {2, 2.2f}, {3, 0}};
    StrategyInput closed = Seen.of(KNOWN, open);
    StrategyInput learned = Seen.withNone(closed, -1, -1, 0); // none: where both units are low

    assertThat(chosen(StrategyName.MARGIN, closed, 1)).containsExactly(0);
    assertThat(chosen(StrategyName.NONE_MARGIN, learned, 1)).containsExactly(1);
    assertThat(chosen(StrategyName.NONE_RATIO, learned, 1)).containsExactly(1);
  }

  @Test
  void theProbabilityOfNoneIsTheHeadsAndTheClassesAreScoredAmongThemselves() {
    StrategyInput input = Seen.withNone(Seen.of(KNOWN, new float[][] {{1, 2}}), 0, 0, 0.5f);

    double none = NoneProbability.of(input)[0];

    double sum = Math.exp(1) + Math.exp(2) + Math.exp(0.5);
    assertThat(none).isCloseTo(Math.exp(0.5) / sum, within(1e-6));
    assertThat(Uncertainty.MARGIN.of(input)[0])
        .isCloseTo(1 - Math.tanh(0.5), within(1e-6)); // of two classes, whatever none is
  }

  @Test
  void withoutAnAnswerOfNoClassNothingIsNone() {
    StrategyInput input = Seen.of(KNOWN, new float[][] {{1, 2}, {2, 1}});

    assertThat(NoneProbability.of(input)).containsOnly(0);
    assertThat(chosen(StrategyName.NONE_MARGIN, input, 2))
        .isEqualTo(chosen(StrategyName.MARGIN, input, 2));
  }

  @Test
  void balancedTakesAsManyOfEachPredictedClassAsThereAre() {
    float[][] open = {{2, 1.9f}, {2, 1.8f}, {2, 1.7f}, {0, 3}, {2, 1.6f}};

    assertThat(chosen(StrategyName.NONE_BALANCED, Seen.of(KNOWN, open), 2))
        .containsExactlyInAnyOrder(0, 3);
  }

  @Test
  void jodaLeavesOutWhatItsAnswersSayIsForeignAndFillsUpWithTheLeastForeign() {
    float[][] known = new float[100][];
    for (int i = 0; i < known.length; i++) {
      float along = i * 0.01f;
      known[i] = i % 2 == 0 ? new float[] {6, along} : new float[] {along, 6};
    }
    float[][] foreign =
        IntStream.range(0, 60)
            .mapToObj(i -> new float[] {0.5f + i * 0.001f, 0.5f})
            .toArray(float[][]::new);
    float[][] open = {{0.4f, 0.5f}, {6, 0.3f}, {0.45f, 0.5f}, {0.2f, 6}};
    StrategyInput input = Seen.withJunk(Seen.of(known, open), foreign);

    Choice joda = joda(EnumSet.allOf(JodaPart.class)).choose(input, 3, new Random(0));

    assertThat(joda.far()).isEqualTo(2);
    assertThat(Arrays.copyOf(joda.rows(), 2)).containsExactlyInAnyOrder(1, 3);
    assertThat(joda.rows()[2]).isEqualTo(2);
    Choice uncut =
        joda(EnumSet.complementOf(EnumSet.of(JodaPart.THRESHOLD))).choose(input, 3, new Random(0));
    assertThat(uncut.far()).isZero();
  }

  @Test
  void whatJodaTeachesDependsOnItsSwitch() {
    assertThat(joda(EnumSet.of(JodaPart.EXPOSURE)).lesson()).isEqualTo(ForeignLesson.EXPOSURE);
    assertThat(joda(EnumSet.of(JodaPart.SISOME)).lesson()).isEqualTo(ForeignLesson.NOTHING);
    assertThat(JodaPart.parse(List.of("off"))).isEmpty();
    assertThatThrownBy(() -> JodaPart.parse(List.of("magic")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("--joda magic is no part; there are exposure, threshold");
  }

  @Test
  void aLessonHasARowForWhatIsNoneAndLeavesOutATenthOfEveryKind() {
    FramePool pool = pool(100, 50);
    Ledger ledger = new Ledger(pool, IntStream.range(0, 100).toArray());
    ledger.ask(IntStream.range(100, 150).toArray());
    List<String> labels = List.of("left", "right");

    Lesson none = Lesson.of(pool, ledger, labels, new int[50], false, 0.1);
    Lesson exposed = Lesson.of(pool, ledger, labels, new int[50], true, 0.1);
    Lesson nothing = Lesson.of(pool, ledger, labels, new int[0], false, 0.1);

    assertThat(none.names()).containsExactly("left", "right", "none of these 1");
    assertThat(none.classes()).isEqualTo(2);
    assertThat(none.size()).isEqualTo(135);
    assertThat(Arrays.stream(none.labels()).filter(label -> label == 2)).hasSize(45);
    assertThat(exposed.names()).containsExactly("left", "right");
    assertThat(Arrays.stream(exposed.labels()).filter(label -> label == -1)).hasSize(45);
    assertThat(nothing.size()).isEqualTo(90);
    assertThat(Arrays.stream(nothing.rows())).allMatch(row -> row < 100);
  }

  @Test
  void aHeadKeepsItsRowsAndSeveralKindsOfNoneBeginAnew() {
    Head before =
        new Head(
            List.of("left", "right", "none of these 1"), 1, new float[] {1, 2, 3}, new float[3]);
    FramePool pool = pool(4, 0);

    Lesson one =
        new Lesson(pool, new int[0], new int[0], 2, List.of("left", "right", "none of these 1"));
    Lesson two =
        new Lesson(
            pool,
            new int[0],
            new int[0],
            2,
            List.of("left", "right", "none of these 1", "none of these 2"));

    assertThat(one.head(before).weight()).containsExactly(1, 2, 3);
    assertThat(two.head(before).weight()).containsExactly(1, 2, 0, 0);
  }

  @Test
  void aWantedKindBecomesAClassWithEnoughLabelsAndIsNotSpentOnForeignFrames() {
    PixelSet foreign = LedgerTest.set("digits", new int[40]);
    WantedKinds kinds = WantedKinds.of(List.of(foreign), 4, 0.25, 1);
    FramePool pool = FramePool.of(LedgerTest.set("pool", 0, 1, 0, 1), kinds);
    int[] wanted = IntStream.range(0, pool.size()).filter(row -> pool.kinds()[row] >= 0).toArray();
    assertThat(pool.wanted()).hasSize(1);
    assertThat(wanted).hasSize(8); // of ten frames two are tested with
    Ledger ledger = new Ledger(pool, new int[] {0, 1});

    ledger.ask(Arrays.copyOf(wanted, 4));
    assertThat(ledger.discovered()).isEmpty();
    assertThat(ledger.known()).containsExactly(0, 1);
    ledger.ask(new int[] {wanted[4]});

    assertThat(ledger.discovered()).containsExactly(0);
    assertThat(ledger.known()).hasSize(7);
    assertThat(ledger.classOf(wanted[0], 2)).isEqualTo(2);
    assertThat(ledger.junk()).isEmpty();
    assertThat(ledger.spentOnForeign()).containsExactly(0);
    assertThat(Lesson.of(pool, ledger, List.of("a", "b"), new int[0], false, 0).names())
        .containsExactly("a", "b", pool.wanted().get(0));
  }

  @Test
  void testFramesOfWantedKindsAreInNoPoolAndCountOnFromTheClasses() {
    PixelSet foreign = LedgerTest.set("digits", new int[40]);
    WantedKinds kinds = WantedKinds.of(List.of(foreign), 4, 0.5, 1);

    PixelSet test = kinds.tested(LedgerTest.set("test", 0, 1), 2);

    assertThat(test.labels()).hasSize(6);
    assertThat(Set.of(2, 3)).contains(test.labels()[2], test.labels()[5]);
    assertThat(kinds.sets().get(0).size()).isEqualTo(36);
    assertThatThrownBy(() -> WantedKinds.of(List.of(foreign), 41, 0.5, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("digits has 40 frames, fewer than --foreign-kinds 41");
  }

  private static FramePool pool(int own, int foreign) {
    int[] labels = IntStream.range(0, own).map(i -> i % 2).toArray();
    return FramePool.of(
        LedgerTest.set("pool", labels),
        foreign == 0 ? List.of() : List.of(LedgerTest.set("digits", new int[foreign])));
  }

  private static JodaStrategy joda(Set<JodaPart> parts) {
    SisomSettings of = Seen.settings(new Tuning.Off(), new Tuning.Off());
    return new JodaStrategy(
        new SisomSettings(
            of.score(),
            of.fitting(),
            of.reference(),
            of.candidates(),
            of.farCut(),
            of.diversity(),
            parts));
  }

  private static int[] chosen(StrategyName name, StrategyInput input, int query) {
    return name.strategy(Seen.settings(new Tuning.Off(), new Tuning.Off()))
        .choose(input, query, new Random(1))
        .rows();
  }
}
