package io.sisom.method;

import java.util.Random;

/** How features lie; each a trap of its own. */
public enum FeatureKind {
  GAUSSIAN,
  GRID,
  NEAR_DUPLICATES,
  ALL_THE_SAME,
  MANY_ZERO_ROWS,
  FAR_FROM_THE_ORIGIN,
  ON_A_PLANE,
  TINY,
  HUGE,
  BEYOND_FLOAT_SQUARES;

  /** Draws rows that lie so. */
  public FloatFeatures features(Random random, int count, int width) {
    float[] values = new float[count * width];
    float[] first = new float[width];
    for (int u = 0; u < width; u++) {
      first[u] = (float) random.nextGaussian();
    }
    for (int i = 0; i < values.length; i++) {
      float gaussian = (float) random.nextGaussian();
      int u = i % width;
      values[i] =
          switch (this) {
            case GAUSSIAN -> gaussian;
            case GRID -> random.nextInt(3) / 2f;
            case NEAR_DUPLICATES -> first[u] + 1e-6f * gaussian;
            case ALL_THE_SAME -> first[u];
            case MANY_ZERO_ROWS -> i / width % 3 == 0 ? gaussian : 0;
            case FAR_FROM_THE_ORIGIN -> 1000 + gaussian;
            case ON_A_PLANE -> u < 2 ? gaussian : values[i - u % 2 - 1];
            case TINY -> 1e-30f * gaussian;
            case HUGE -> 1e12f * gaussian;
            case BEYOND_FLOAT_SQUARES -> 1e25f * gaussian;
          };
    }
    return new FloatFeatures(values, count, width);
  }
}
