package io.sisom.training;

import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.Queries;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How near to each of n muted frames another must come to be muted: as near as its √n-th nearest
 * other muted frame is, for what is muted was seen to vary so much there; no further than most of
 * them reach, so that a stray one reaches no further; and three quarters of the way to the nearest
 * frame that has an answer and is not muted, so that none of those is ever muted.
 *
 * @param radii one for each muted frame; 0 where it lies on a frame that is not muted
 * @param share of the muted frames that lie within the radius of another, 0 to 1
 */
record MuteRadii(float[] radii, double share) {
  private static final int LEAST_NEIGHBORS = 3;
  private static final double OF_THE_WAY = 0.75;

  /** Which of the reaches, of all sorted, none may exceed. */
  private static final double MOST = 0.75;

  static MuteRadii of(FloatFeatures muted, FloatFeatures others) {
    int[] one = new int[muted.rows()];
    KnownSet among = KnownSet.of(muted, one, 1);
    Queries leaveOut = new Queries(muted, one, IntStream.range(0, one.length).toArray());
    Neighbors[] near =
        among.nearestOnAllCores(leaveOut, OuterReading.QUERY, neighbors(one.length), done -> {});
    Neighbors[] apart =
        KnownSet.of(others, new int[others.rows()], 1)
            .nearestOnAllCores(Queries.of(muted, one), OuterReading.QUERY, 1, done -> {});
    double[] reaches = Arrays.stream(near).mapToDouble(Neighbors::kthInner).sorted().toArray();
    double most = reaches.length == 0 ? 0 : reaches[(int) (MOST * (reaches.length - 1))];
    float[] radii = new float[one.length];
    for (int row = 0; row < radii.length; row++) {
      double radius = Math.min(near[row].kthInner(), most);
      radii[row] = roundedDown(Math.min(radius, OF_THE_WAY * apart[row].inner()));
    }
    return new MuteRadii(radii, share(muted, radii));
  }

  private static int neighbors(int frames) {
    return Math.max(LEAST_NEIGHBORS, (int) Math.round(Math.sqrt(frames)));
  }

  private static float roundedDown(double radius) {
    float rounded = (float) radius;
    return rounded > radius ? Math.nextDown(rounded) : rounded;
  }

  private static double share(FloatFeatures muted, float[] radii) {
    return IntStream.range(0, radii.length)
        .mapToDouble(row -> held(muted, radii, row) ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static boolean held(FloatFeatures muted, float[] radii, int row) {
    return IntStream.range(0, radii.length)
        .anyMatch(
            by ->
                by != row
                    && muted.squaredDistance(by, muted, row) <= (double) radii[by] * radii[by]);
  }

  /** Rows that have a radius. */
  int[] positive() {
    return IntStream.range(0, radii.length).filter(row -> radii[row] > 0).toArray();
  }

  /** Radii of rows. */
  float[] select(int[] rows) {
    float[] selected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = radii[rows[i]];
    }
    return selected;
  }
}
