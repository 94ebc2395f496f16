package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.learning.PenultimateTap;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.Logits;
import java.util.stream.IntStream;

/**
 * How likely frames are none of the classes, by the head's rows behind those of the classes. The
 * network itself runs with the rows of the classes alone, so that everything else stays a score of
 * these; what the head adds follows from the tap that it reads.
 */
final class NoneProbability {
  private static final int ENOUGH_TO_FIND_THE_TAP = 16;

  private NoneProbability() {}

  /** Of each candidate, 0 to 1; 0 where the head has no such row yet. */
  static double[] of(StrategyInput input) {
    Head whole = input.whole();
    int classes = input.head().classes();
    Activations seen = input.candidates().features();
    if (whole.classes() == classes) {
      return new double[seen.frames()];
    }
    int[] few = IntStream.range(0, Math.min(ENOUGH_TO_FIND_THE_TAP, seen.frames())).toArray();
    int offset =
        PenultimateTap.offset(input.layout(), input.head(), seen.select(few))
            .orElseThrow(
                () ->
                    new EvaluationException(
                        "no tap of the model is what its head reads; export it with a tap on the"
                            + " last layer before the head"));
    return IntStream.range(0, seen.frames())
        .parallel()
        .mapToDouble(i -> none(whole.logits(seen.taps(), i * seen.width() + offset), classes))
        .toArray();
  }

  private static double none(double[] logits, int classes) {
    double[] probabilities = Logits.of(logits).probabilities();
    return IntStream.range(classes, probabilities.length).mapToDouble(c -> probabilities[c]).sum();
  }
}
