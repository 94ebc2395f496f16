package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustodyTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesWhatWasNotHandedOverTheLatestFirst() {
    try (Custody custody = new Custody()) {
      custody.hold("network", closed::add);
      custody.hold("distances", closed::add);
    }
    assertThat(closed).containsExactly("distances", "network");
  }

  @Test
  void closesNothingThatHasANewOwner() {
    try (Custody custody = new Custody()) {
      assertThat(custody.hold("network", closed::add)).isEqualTo("network");
      custody.handOver();
    }
    assertThat(closed).isEmpty();
  }

  @Test
  void closesTheRestWhereClosingOneFails() {
    Custody custody = new Custody();
    custody.hold("network", closed::add);
    custody.hold(
        "distances",
        held -> {
          throw new IllegalStateException(held);
        });
    assertThatThrownBy(custody::close).hasMessage("distances");
    assertThat(closed).containsExactly("network");
  }
}
