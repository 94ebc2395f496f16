package io.sisom.evaluation.baseline;

import io.sisom.method.Activations;
import io.sisom.method.TapLayout.Tap;
import java.util.Arrays;

/** NAC's coverage of one tap: for each unit, how full each interval of its state is, 0 to 1. */
final class Coverage {
  private static final double BASE = 1000;
  private static final int THRESHOLDS = 50;
  private static final int FULL_AT = 50;
  private static final int NOWHERE = -1;

  private final Tap tap;
  private final double steepness;
  private final double[] thresholds;
  private final float[] filled;

  private Coverage(Tap tap, double steepness, double[] thresholds) {
    this.tap = tap;
    this.steepness = steepness;
    this.thresholds = thresholds;
    this.filled = new float[tap.width() * (thresholds.length - 1)];
  }

  /** Coverage by the given rows of the known frames. */
  static Coverage of(Activations known, int[] rows, Tap tap, double steepness) {
    Coverage coverage = new Coverage(tap, steepness, thresholds(THRESHOLDS));
    for (int row : rows) {
      for (int u = 0; u < tap.width(); u++) {
        int interval = coverage.interval(known, row, u);
        if (interval != NOWHERE) {
          coverage.filled[interval]++;
        }
      }
    }
    for (int i = 0; i < coverage.filled.length; i++) {
      coverage.filled[i] = Math.min(1, coverage.filled[i] / FULL_AT);
    }
    return coverage;
  }

  /** Mean over units of the coverage at a frame's states. */
  double meanAt(Activations frames, int row) {
    double sum = 0;
    for (int u = 0; u < tap.width(); u++) {
      int interval = interval(frames, row, u);
      sum += interval == NOWHERE ? 0 : filled[interval];
    }
    return sum / tap.width();
  }

  private int interval(Activations frames, int row, int unit) {
    int at = row * frames.width() + tap.offset() + unit;
    double product = (double) frames.taps()[at] * frames.tapGradients()[at];
    if (Double.isNaN(product)) {
      return NOWHERE;
    }
    double state = 1 / (1 + Math.exp(-steepness * product));
    int found = Arrays.binarySearch(thresholds, state);
    int interval = found >= 0 ? found : -found - 2;
    return unit * (thresholds.length - 1) + interval;
  }

  /**
   * M thresholds from 0 to just above 1, close together around the state of an idle neuron, ½:
   * logarithms to base 1000 of M/2 even steps from 1 to √1000, mirrored, and one beyond.
   */
  static double[] thresholds(int count) {
    int half = count / 2;
    double[] thresholds = new double[count];
    for (int i = 0; i < half - 1; i++) {
      double step = 1 + (Math.sqrt(BASE) - 1) * i / (half - 1);
      thresholds[i] = Math.log(step) / Math.log(BASE);
      thresholds[2 * half - 2 - i] = 1 - thresholds[i];
    }
    thresholds[half - 1] = 0.5;
    thresholds[2 * half - 2] += 0.01;
    thresholds[count - 1] = 1.2;
    return thresholds;
  }
}
