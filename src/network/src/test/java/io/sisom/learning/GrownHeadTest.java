package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrownHeadTest {
  private final Head head =
      new Head(List.of("zebra", "cat"), 2, new float[] {1, 2, 3, 4}, new float[] {5, 6});

  @Test
  void newLabelsComeAfterTheOldOnesInAlphabeticalOrderAndSayNothingYet() {
    Head grown = GrownHead.of(head, List.of("kite", "cat", "bird", "kite"));
    assertThat(grown.labels()).containsExactly("zebra", "cat", "bird", "kite");
    assertThat(grown.logits(new float[] {0, 10, 1}, 1)).containsExactly(17, 40, 0, 0);
    assertThat(head.classes()).isEqualTo(2);
  }

  @Test
  void withoutANewLabelItIsTheSameHead() {
    assertThat(GrownHead.of(head, List.of("cat", "cat"))).isSameAs(head);
  }
}
