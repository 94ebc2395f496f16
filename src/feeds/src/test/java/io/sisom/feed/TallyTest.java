package io.sisom.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void reasonsWithNumbersOutOfAFileDoNotGrowIt() {
    Tally tally = new Tally();
    for (int i = 0; i < 100_000; i++) {
      tally.add("has " + i + " bytes", "frame-" + i);
    }
    assertThat(tally.groups()).hasSizeLessThan(200);
    assertThat(tally.total()).isEqualTo(100_000);
    assertThat(tally.of("has 0 bytes")).isEqualTo(1);
  }
}
