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

  private static List<String> ids(int[] rows) {
    return Arrays.stream(rows).mapToObj(IDS::get).toList();
  }
}
