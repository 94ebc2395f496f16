package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Logits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlternativesTest {
  private static final List<String> THOUSAND =
      IntStream.range(0, 1000).mapToObj(c -> "class-" + c).toList();

  @Test
  void aSureNetworkHasNone() {
    float[] logits = new float[1000];
    logits[7] = 30;
    assertThat(of(logits, 0, THOUSAND)).isEmpty();
  }

  @Test
  void anUnsureOneHasTheLikeliestFirst() {
    float[] logits = new float[2000];
    logits[1007] = 12;
    logits[1003] = 11;
    logits[1999] = 11.5f;
    assertThat(of(logits, 1, THOUSAND)).containsExactly("class-999", "class-3");
  }

  @Property
  void theyAreTheFirstFiveOthersOfAPercentOrMore(
      @ForAll @Size(12) List<@FloatRange(min = -6, max = 6) Float> drawn) {
    float[] logits = new float[12];
    Arrays.setAll(new Object[12], i -> logits[i] = drawn.get(i));
    double[] probabilities = Logits.of(logits, 0, 12).probabilities();
    int predicted = Logits.of(logits, 0, 12).pseudoClass();
    List<String> labels = THOUSAND.subList(0, 12);
    List<String> expected =
        IntStream.range(0, 12)
            .boxed()
            .filter(c -> c != predicted && probabilities[c] >= 0.01)
            .sorted(Comparator.comparingDouble(c -> -logits[c]))
            .limit(5)
            .map(labels::get)
            .toList();
    assertThat(of(logits, 0, labels)).isEqualTo(expected);
  }

  private static List<String> of(float[] logits, int row, List<String> labels) {
    Logits ofFrame = Logits.of(logits, row * labels.size(), labels.size());
    return Alternatives.of(logits, row, labels, ofFrame.pseudoClass(), ofFrame.energy());
  }
}
