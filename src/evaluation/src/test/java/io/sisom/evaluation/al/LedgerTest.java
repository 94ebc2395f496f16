package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pool of six frames of two classes, with two of digits and one of noise in it. */
class LedgerTest {
  private final FramePool pool =
      FramePool.of(set("pool", 0, 1, 0, 1, 0, 1), List.of(set("digits", 3, 1), set("noise", -1)));

  @Test
  void aLabelIsSpentOnAFrameOfNoClassTooAndNothingIsLearnedFromIt() {
    Ledger ledger = new Ledger(pool, new int[] {0, 1});

    ledger.ask(new int[] {5, 6, 8});

    assertThat(ledger.spent()).isEqualTo(5);
    assertThat(ledger.known()).containsExactly(0, 1, 5);
    assertThat(ledger.junk()).containsExactly(6, 8);
    assertThat(ledger.spentOnForeign()).containsExactly(1, 1);
  }

  @Test
  void whatWasAskedForLeavesThePool() {
    Ledger ledger = new Ledger(pool, new int[] {0, 1});
    ledger.ask(new int[] {7});

    assertThat(ledger.open(new int[] {7, 3, 0, 8, 2}, 2)).containsExactly(3, 8);
    assertThatThrownBy(() -> ledger.ask(new int[] {7}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(pool.ids().get(7));
  }

  @Test
  void aForeignFrameHasNoClassWhateverItsFileSays() {
    assertThat(pool.isClass(6)).isFalse();
    assertThat(pool.foreign()).containsExactly("digits", "noise");
    assertThat(pool.classRows()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aFrameIsFoundByItsId() {
    for (int row = 0; row < pool.size(); row++) {
      assertThat(pool.row(pool.ids().get(row))).isEqualTo(row);
    }
  }

  @Test
  void aPoolWithoutLabelsIsRefused() {
    assertThatThrownBy(() -> FramePool.of(set("pool", 0, -1, -1), List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("2 of the 3 frames of the pool have no label");
  }

  static PixelSet set(String name, int... labels) {
    byte[][] planes = new byte[labels.length][1];
    return new PixelSet(name, List.of(planes), labels, 0);
  }
}
