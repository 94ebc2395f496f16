package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationSplitTest {
  private static final List<String> IDS =
      IntStream.range(0, 40).mapToObj(i -> "frame-" + i).toList();
  private static final int[] ROWS = IntStream.range(0, 40).toArray();
  private static final int[] LABELS = IntStream.range(0, 40).map(i -> i % 2).toArray();

  @Test
  void framesOfFalseAlarmsAreHeldOutWhateverTheirHash() {
    CalibrationSplit plain = CalibrationSplit.of(ROWS, LABELS, 2, IDS, 0.2);
    String learned = IDS.get(plain.pool()[0]);
    String other = IDS.get(plain.pool()[1]);

    CalibrationSplit marked =
        CalibrationSplit.of(ROWS, LABELS, 2, IDS, 0.2, Set.of(learned, other));

    assertThat(ids(marked.calibration())).contains(learned, other);
    assertThat(ids(marked.pool())).doesNotContain(learned, other);
    assertThat(marked.pool().length + marked.calibration().length).isEqualTo(40);
  }

  @Test
  void theyAreHeldOutBesideTheFractionOfTheOthersNotInItsPlace() {
    CalibrationSplit plain = CalibrationSplit.of(ROWS, LABELS, 2, IDS, 0.2);
    String learned = IDS.get(plain.pool()[0]);
    CalibrationSplit marked = CalibrationSplit.of(ROWS, LABELS, 2, IDS, 0.2, Set.of(learned));
    assertThat(ids(marked.calibration())).containsAll(ids(plain.calibration()));
  }

  @Test
  void theyAreHeldOutOfAClassTooSmallToSplit() {
    CalibrationSplit split =
        CalibrationSplit.of(new int[] {0, 1, 2, 3}, LABELS, 2, IDS, 0.5, Set.of("frame-2"));
    assertThat(ids(split.calibration())).containsExactly("frame-2");
  }

  @Test
  void aThousandClassesOfThreeOrFourFramesSpareSomeTogetherAndKeepTwoEach() {
    int[] labels = IntStream.range(0, 3500).map(row -> row % 1000).toArray();
    int[] rows = IntStream.range(0, labels.length).toArray();
    List<String> ids = IntStream.of(rows).mapToObj(row -> "small-" + row).toList();
    CalibrationSplit split = CalibrationSplit.of(rows, labels, 1000, ids, 0.2);
    assertThat(split.calibration()).hasSize(700);
    assertThat(IntStream.of(split.calibration()).map(row -> labels[row]))
        .as("one of a class at most")
        .doesNotHaveDuplicates();
    long[] left = new long[1000];
    IntStream.of(split.pool()).forEach(row -> left[labels[row]]++);
    assertThat(Arrays.stream(left)).allMatch(count -> count >= 2);
  }

  @Test
  void smallClassesThatWouldSpareAHandfulKeepAllBesideLargeOnes() {
    int[] labels =
        IntStream.range(0, 116).map(row -> row < 100 ? 0 : 1 + (row - 100) / 4).toArray();
    int[] rows = IntStream.range(0, labels.length).toArray();
    List<String> ids = IntStream.of(rows).mapToObj(row -> "mixed-" + row).toList();
    CalibrationSplit split = CalibrationSplit.of(rows, labels, 5, ids, 0.2);
    assertThat(IntStream.of(split.calibration())).hasSize(20).allMatch(row -> labels[row] == 0);
  }

  private static List<String> ids(int[] rows) {
    return Arrays.stream(rows).mapToObj(IDS::get).toList();
  }
}
