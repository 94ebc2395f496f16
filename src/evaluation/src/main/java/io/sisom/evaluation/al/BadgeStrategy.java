package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import io.sisom.method.Logits;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * k-means++ seeding on gradient embeddings of the head, {@code (p − onehot(ŷ)) ⊗ h}: far apart and
 * large, so undecided and diverse (BADGE, Ash et al., ICLR 2020). The embeddings are outer products
 * and stay factored: {@code ⟨a⊗h, b⊗k⟩ = ⟨a, b⟩⟨h, k⟩}.
 */
record BadgeStrategy() implements Strategy {
  @Override
  public Needs needs() {
    return Needs.CANDIDATES;
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    Embeddings embeddings =
        Embeddings.of(
            input.candidates().features(),
            LastUnits.of(input.candidates().features(), input.layout()));
    double[] nearest = new double[embeddings.rows()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int[] chosen = new int[query];
    chosen[0] = embeddings.largest();
    for (int i = 0; ; i++) {
      int last = chosen[i];
      IntStream.range(0, nearest.length)
          .parallel()
          .filter(row -> nearest[row] >= 0)
          .forEach(
              row -> nearest[row] = Math.min(nearest[row], embeddings.squaredDistance(row, last)));
      nearest[last] = -1; // never again
      if (i == query - 1) {
        return Choice.of(chosen);
      }
      chosen[i + 1] = Draw.byWeight(nearest, random); // as likely as its squared distance is large
    }
  }

  /** One factored embedding a row. */
  @SuppressWarnings("ArrayRecordComponent") // of one choice, never compared
  private record Embeddings(float[][] errors, LastUnits units, double[] norms) {
    static Embeddings of(Activations seen, LastUnits units) {
      float[][] errors = new float[seen.frames()][];
      double[] norms = new double[seen.frames()];
      for (int row = 0; row < errors.length; row++) {
        Logits logits = Logits.of(seen.logits(), row * seen.classes(), seen.classes());
        double[] error = logits.probabilities();
        error[logits.pseudoClass()] -= 1;
        errors[row] = new float[error.length];
        for (int c = 0; c < error.length; c++) {
          errors[row][c] = (float) error[c];
        }
        norms[row] = product(errors[row], errors[row]) * LastUnits.product(units, row, units, row);
      }
      return new Embeddings(errors, units, norms);
    }

    int rows() {
      return errors.length;
    }

    int largest() {
      return Rows.highest(norms, 1)[0];
    }

    double squaredDistance(int a, int b) {
      double inner = product(errors[a], errors[b]) * LastUnits.product(units, a, units, b);
      return Math.max(0, norms[a] + norms[b] - 2 * inner);
    }

    private static double product(float[] a, float[] b) {
      double sum = 0;
      for (int c = 0; c < a.length; c++) {
        sum += a[c] * b[c];
      }
      return sum;
    }
  }
}
