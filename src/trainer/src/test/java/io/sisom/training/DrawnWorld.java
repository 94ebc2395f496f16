package io.sisom.training;

import io.sisom.method.Head;
import io.sisom.method.Logits;
import io.sisom.method.TapLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Frames of many classes, as a network whose last tap is its penultimate layer might see them: each
 * around its class's center, varying much in a few directions and little in the others.
 */
final class DrawnWorld {
  private static final int DIRECTIONS = 12;

  private final int early;
  private final int late;
  private final double[][] centers;
  private final double[][] directions;
  private final Head head;

  /** Of so many classes, seen by taps of so many units. */
  DrawnWorld(int classes, int early, int late) {
    this.early = early;
    this.late = late;
    SplittableRandom random = new SplittableRandom(17);
    this.centers = new double[classes][];
    Arrays.setAll(centers, c -> gaussian(random));
    this.directions = new double[DIRECTIONS][];
    Arrays.setAll(directions, d -> gaussian(random));
    List<String> labels = new ArrayList<>();
    float[] weight = new float[classes * late];
    float[] bias = new float[classes];
    for (int c = 0; c < classes; c++) {
      labels.add("class-%04d".formatted(c));
      double square = 0;
      for (int u = 0; u < late; u++) {
        double center = centers[c][early + u];
        weight[c * late + u] = (float) (12 * center / late);
        square += center * center;
      }
      bias[c] = (float) (-6 * square / late);
    }
    this.head = new Head(labels, late, weight, bias);
  }

  TapLayout layout() {
    return new TapLayout(
        List.of(new TapLayout.Tap("early", 0, early), new TapLayout.Tap("late", early, late)));
  }

  Head head() {
    return head;
  }

  /**
   * Labeled frames, class after class in turn.
   *
   * @param off how far they lie towards places where no class is, 0 for not
   */
  LabeledFeatures frames(int count, double off, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int width = early + late;
    float[] taps = new float[count * width];
    float[] gradients = new float[count * width];
    float[] logits = new float[count * head.classes()];
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] frame = centers[i % head.classes()].clone();
      for (int d = 0; d < DIRECTIONS; d++) {
        add(frame, 0.2 * random.nextGaussian() / (d + 1), directions[d]);
      }
      if (off > 0) {
        add(frame, off, gaussian(random));
      }
      for (int u = 0; u < width; u++) {
        taps[i * width + u] = (float) (frame[u] + 0.1 * random.nextGaussian());
      }
      see(taps, gradients, logits, i);
      ids.add("frame-" + seed + "-" + i);
      labels.add(head.labels().get(i % head.classes()));
    }
    return new LabeledFeatures(ids, labels, logits, taps, gradients);
  }

  /** Logits of the head, and the gradients that they have at its input (Eq. 3). */
  private void see(float[] taps, float[] gradients, float[] logits, int row) {
    int at = row * (early + late);
    int classes = head.classes();
    float[] penultimate = Arrays.copyOfRange(taps, at + early, at + early + late);
    double[] said = new double[classes];
    for (int c = 0; c < classes; c++) {
      double sum = head.bias()[c];
      for (int u = 0; u < late; u++) {
        sum += (double) head.weight()[c * late + u] * penultimate[u];
      }
      said[c] = sum;
      logits[row * classes + c] = (float) sum;
    }
    double[] saliency = Logits.of(said).saliency();
    for (int c = 0; c < classes; c++) {
      if (Math.abs(saliency[c]) > 1e-4) {
        for (int u = 0; u < late; u++) {
          gradients[at + early + u] += (float) (saliency[c] * head.weight()[c * late + u]);
        }
      }
    }
    Arrays.fill(gradients, at, at + early, 0.01f);
  }

  private double[] gaussian(SplittableRandom random) {
    double[] drawn = new double[early + late];
    Arrays.setAll(drawn, u -> random.nextGaussian());
    return drawn;
  }

  private static void add(double[] to, double factor, double[] direction) {
    for (int u = 0; u < to.length; u++) {
      to[u] += factor * direction[u];
    }
  }
}
