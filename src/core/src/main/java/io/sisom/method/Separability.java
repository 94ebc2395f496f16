package io.sisom.method;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** How well a known set separates its own classes (Eq. 10): smaller ratios separate better. */
public final class Separability {
  private Separability() {}

  /**
   * Ratio of each frame, with its true label, against the known set without that frame; on all
   * cores.
   *
   * @param frames one row a frame
   * @param labels class of each frame
   * @param members row of each frame in the known set, or {@link Neighbors#NONE}
   * @param done told the number of frames finished, after each; one thread at a time
   * @return one ratio a frame; infinite where the frame is alone in its class
   */
  public static double[] leaveOneOut(
      KnownSet known,
      Features frames,
      int[] labels,
      int[] members,
      OuterReading reading,
      IntConsumer done) {
    Neighbors[] found =
        known.nearestOnAllCores(new Queries(frames, labels, members), reading, 1, done);
    return Arrays.stream(found).mapToDouble(Neighbors::ratio).toArray();
  }

  /**
   * {@code r_avg}: mean of the finite ratios, NaN without one. Infinite ones are left out: a class
   * of one sample says nothing, and one sample that doubles one of another class must not decide
   * alone.
   */
  public static double average(double[] ratios) {
    return Moments.ofFinite(ratios).mean();
  }
}
