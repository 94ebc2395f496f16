package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import io.sisom.method.FrameShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sixty frames of two classes and twenty foreign ones, each of its own brightness. */
class FrameStreamTest {
  private static final FrameShape SHAPE = new FrameShape(1, 4, 4);
  private static final StreamPlan PLAN = new StreamPlan(2, 5, 3, 4, 4, 1);

  private final FramePool pool =
      FramePool.of(set("pool", 0, 60, 2), List.of(set("digits", 60, 20, 1)));
  private final int[] start = {0, 1, 2, 3};

  private static PixelSet set(String name, int from, int count, int classes) {
    List<byte[]> planes =
        IntStream.range(from, from + count).mapToObj(FrameStreamTest::filled).toList();
    return new PixelSet(name, planes, IntStream.range(0, count).map(i -> i % classes).toArray(), 0);
  }

  private static byte[] filled(int value) {
    byte[] planes = new byte[SHAPE.bytes()];
    Arrays.fill(planes, (byte) value);
    return planes;
  }

  @Test
  void everyFrameThatIsNotOfTheStartArrivesOnceAsABurst() {
    FrameStream stream = FrameStream.of(pool, start, PLAN, SHAPE, 7);

    assertThat(stream.arriving()).isEqualTo(3 * 76);
    int[] firsts =
        IntStream.range(0, 76)
            .map(burst -> stream.pool().planes().get(4 + 3 * burst)[0])
            .sorted()
            .toArray();
    assertThat(firsts).isEqualTo(IntStream.range(4, 80).toArray());
    for (int row = 4; row < stream.pool().size(); row++) {
      int first = 4 + (row - 4) / 3 * 3;
      int own = stream.pool().planes().get(row)[0];
      assertThat(Math.abs(own - stream.pool().planes().get(first)[0])).isLessThanOrEqualTo(6);
      assertThat(stream.pool().labels()[row]).isEqualTo(stream.pool().labels()[first]);
      assertThat(stream.pool().row(stream.pool().ids().get(row))).isEqualTo(row);
    }
  }

  @Test
  void sensorsTakeTurnsAndDwellOnOneClass() {
    FrameStream stream = FrameStream.of(pool, start, PLAN, SHAPE, 7);

    // The bursts of one sensor: every second one. A change of class begins a scene.
    int changes = 0;
    for (int burst = 2; burst < 70; burst += 2) {
      int now = stream.pool().labels()[4 + 3 * burst];
      changes += now == stream.pool().labels()[4 + 3 * (burst - 2)] ? 0 : 1;
    }
    assertThat(changes).isBetween(1, 9); // scenes of five, drawn by chance it would be some 20
  }

  @Test
  void theSeedSaysEverything() {
    assertThat(arrivals(7)).isEqualTo(arrivals(7)).isNotEqualTo(arrivals(8));
  }

  private List<List<Byte>> arrivals(long seed) {
    return FrameStream.of(pool, start, PLAN, SHAPE, seed).pool().planes().stream()
        .map(planes -> List.of(planes[0], planes[5], planes[15]))
        .toList();
  }

  @Test
  void windowsAreAllOfTheStreamOneAfterTheOther() {
    FrameStream stream = FrameStream.of(pool, start, PLAN, SHAPE, 7);

    int[] all =
        IntStream.range(0, 9).flatMap(window -> Arrays.stream(stream.window(window, 9))).toArray();

    assertThat(all).isEqualTo(IntStream.range(4, stream.pool().size()).toArray());
  }

  @Test
  void aNearDuplicateIsTheFrameMovedByAPixelOrTwo() {
    byte[] planes = new byte[SHAPE.bytes()];
    planes[5] = 100;
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] moved = NearDuplicate.of(planes, SHAPE, random);
      assertThat(moved).hasSize(planes.length);
      for (byte value : moved) {
        assertThat(value & 0xff).isLessThanOrEqualTo(106);
      }
    }
  }

  @Test
  void whatCannotBeAStreamIsRefusedByItsOption() {
    assertThatThrownBy(() -> new StreamPlan(0, 1, 1, 1, 1, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("--sensors is 1 to 10000");
    assertThatThrownBy(() -> new StreamPlan(1, 1, 1, 1, -1, 1))
        .hasMessage("--label-delay is 0 to 10000");
  }

  @Test
  void aCopyOfTheAnswersStaysAsItWas() {
    Ledger ledger = new Ledger(pool, start);
    Ledger copy = ledger.copy();

    ledger.ask(new int[] {10, 65});

    assertThat(copy.spent()).isEqualTo(4);
    assertThat(copy.known()).containsExactly(0, 1, 2, 3);
    assertThat(ledger.junk()).containsExactly(65);
  }
}
