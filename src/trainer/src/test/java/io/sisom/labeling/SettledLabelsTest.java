package io.sisom.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettledLabelsTest {
  @Test
  void aLabelIsTheClassThatIsTheSameNameInAnotherForm() {
    SettledLabels settled =
        SettledLabels.of(
            Map.of("a", "caf\u00e9", "b", "cafe\u0301", "c", "traffic light", "d", "dog"));
    assertThat(settled.spelledLike(List.of("cafe\u0301", "traffic\u00a0light", "cat")).byFrame())
        .containsEntry("a", "cafe\u0301")
        .containsEntry("b", "cafe\u0301")
        .containsEntry("c", "traffic\u00a0light")
        .containsEntry("d", "dog");
    assertThat(settled.spelledLike(List.of("cafe\u0301", "caf\u00e9")).byFrame())
        .as("where the classes have both, each is itself")
        .containsEntry("a", "caf\u00e9")
        .containsEntry("b", "cafe\u0301");
  }
}
