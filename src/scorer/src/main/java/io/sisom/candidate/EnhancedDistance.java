package io.sisom.candidate;

import io.sisom.schema.PooledFrame;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Nearness of two frames in enhanced-feature space. */
final class EnhancedDistance {
  private EnhancedDistance() {}

  /**
   * Whether the Euclidean distance of the frames' enhanced features is below {@code limit}. Frames
   * scored by different models or profiles lie in different spaces and are never near, nor are
   * frames with features that are not numbers.
   *
   * @param limit 0: nothing is near
   */
  public static boolean near(PooledFrame a, PooledFrame b, double limit) {
    FloatBuffer x = features(a);
    FloatBuffer y = features(b);
    boolean sameSpace =
        a.getScore().getModelVersion().equals(b.getScore().getModelVersion())
            && a.getScore().getProfile().equals(b.getScore().getProfile());
    return sameSpace && near(x, y, limit);
  }

  /** The same of features of one space; never near where their lengths differ. */
  static boolean near(FloatBuffer x, FloatBuffer y, double limit) {
    if (x.limit() != y.limit()) {
      return false;
    }
    double square = 0;
    double most = limit * limit;
    for (int i = 0; i < x.limit(); i++) {
      double d = (double) x.get(i) - y.get(i);
      square += d * d;
      if (!(square < most)) {
        return false;
      }
    }
    return square < most;
  }

  private static FloatBuffer features(PooledFrame frame) {
    return frame.getEnhanced().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
