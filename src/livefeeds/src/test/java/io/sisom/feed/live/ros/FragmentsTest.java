package io.sisom.feed.live.ros;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Fragments of rosbridge. */
class FragmentsTest {
  @Property
  void whatIsCutIntoPiecesAndMixedUpIsWholeAgain(
      @ForAll @StringLength(min = 1, max = 60) String text,
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll long seed) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); from += size) {
      parts.add(text.substring(from, Math.min(text.length(), from + size)));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    Fragments fragments = new Fragments(1 << 20);
    Optional<byte[]> whole = Optional.empty();
    for (int i : order) {
      assertThat(whole).isEmpty();
      whole = fragments.add("id", i, parts.size(), parts.get(i));
    }
    assertThat(whole).isPresent();
    assertThat(whole.get()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNeverWholeIsForgotten() {
    Fragments fragments = new Fragments(1000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(fragments.add("message-" + i, 0, 2, "x".repeat(300))).isEmpty();
    }
    assertThat(fragments.forgotten()).isGreaterThan(9_990);
    assertThat(fragments.add("late", 0, 2, "a")).isEmpty();
    assertThat(fragments.add("late", 1, 2, "b").orElseThrow()).containsExactly('a', 'b');
  }

  @Test
  void numbersThatCannotBeAreNoFragments() {
    Fragments fragments = new Fragments(1000);
    assertThat(fragments.add("id", -1, 2, "a")).isEmpty();
    assertThat(fragments.add("id", 2, 2, "a")).isEmpty();
    assertThat(fragments.add("id", 0, Integer.MAX_VALUE, "a")).isEmpty();
    assertThat(fragments.forgotten()).isEqualTo(3);
  }
}
