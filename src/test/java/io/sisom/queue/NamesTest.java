package io.sisom.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @Test
  void ordinaryNamesAreTakenWithoutTheSpaceAroundThem() {
    assertThat(Names.label("  traffic light ")).contains("traffic light");
    assertThat(Names.label("Gira\u0308ffe")).as("composed").contains("Gir\u00e4ffe");
    assertThat(Names.annotator("ann@example.org")).contains("ann@example.org");
    assertThat(Names.label("<script>alert(1)</script>")).as("text is text").isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "two\nlines", "nul\u0000", "turned\u202etxt", "lone\ud800"})
  void whatIsNoPlainLineIsRefused(String name) {
    assertThat(Names.label(name)).isEmpty();
    assertThat(Names.annotator(name)).isEmpty();
  }

  @Test
  void whatIsTooLongOrWouldSplitAKeyIsRefused() {
    assertThat(Names.label("x".repeat(Names.LONGEST_LABEL))).isPresent();
    assertThat(Names.label("x".repeat(Names.LONGEST_LABEL + 1))).isEmpty();
    assertThat(Names.annotator("a|b")).isEmpty();
  }
}
