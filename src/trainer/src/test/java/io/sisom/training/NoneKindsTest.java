package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.Head;
import io.sisom.wire.LabelKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoneKindsTest {
  private static final Head KNOWN =
      new Head(
          List.of("cat", "none of these: foreign"),
          2,
          new float[] {1, 2, 3, 4},
          new float[] {5, 6});

  @Test
  void aKindWithTooFewAnswersWaits() {
    NoneKinds kinds = NoneKinds.of(settled(6, 4), KNOWN, 5);
    assertThat(kinds.kinds()).containsExactly(LabelKind.FOREIGN);
    assertThat(kinds.join(settled(6, 4)).byFrame()).hasSize(10 + 6);
    assertThat(NoneKinds.of(settled(4, 4), KNOWN, 5).isEmpty()).isTrue();
  }

  @Test
  void noKindIsCalledLikeAClass() {
    assertThat(NoneKinds.of(settled(6, 6), KNOWN, 5).names())
        .containsExactly("none of these: foreign'", "none of these: fault");
  }

  @Test
  void rowsOfKindsStandBehindTheClassesAndComeApartAgain() {
    NoneKinds kinds = NoneKinds.of(settled(6, 6), KNOWN, 5);
    Head extended = kinds.extend(KNOWN);
    assertThat(extended.classes()).isEqualTo(4);
    assertThat(extended.weight()).containsExactly(1, 2, 3, 4, 0, 0, 0, 0);

    Head classes = kinds.classesOf(extended);
    assertThat(classes.labels()).isEqualTo(KNOWN.labels());
    assertThat(classes.weight()).containsExactly(KNOWN.weight());
    assertThat(classes.bias()).containsExactly(KNOWN.bias());
    assertThat(kinds.kindsOf(extended).labels()).containsExactly("foreign", "fault");
    assertThat(kinds.kindsOf(extended).weight()).containsOnly(0);
  }

  @Test
  void classesAreHeldOutAsTheyAreWithoutKinds() {
    SettledLabels settled = settled(30, 30);
    NoneKinds kinds = NoneKinds.of(settled, KNOWN, 5);
    PoolSplit plain = PoolSplit.of(settled, KNOWN, SplitRule.frames(0.2));
    PoolSplit joined =
        PoolSplit.of(kinds.join(settled), kinds.extend(KNOWN), SplitRule.frames(0.2));

    assertThat(kinds.heldOutKnown(joined, 2))
        .containsExactlyElementsOf(kinds.heldOutKnown(plain, 2))
        .isNotEmpty();
    assertThat(kinds.heldOut(joined, 2)).hasSize(12).noneMatch(id -> id.startsWith("cat"));
  }

  private static SettledLabels settled(int foreign, int fault) {
    Map<String, String> classes = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      classes.put("cat-" + i, "cat");
    }
    Map<String, LabelKind> none = new HashMap<>();
    for (int i = 0; i < foreign; i++) {
      none.put("foreign-" + i, LabelKind.FOREIGN);
    }
    for (int i = 0; i < fault; i++) {
      none.put("fault-" + i, LabelKind.FAULT);
    }
    return new SettledLabels(classes, Set.of(), 0, 0, none);
  }
}
