package io.sisom.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * One point of a ROC curve with novel positive.
 *
 * @param falsePositives share of in-distribution frames flagged, 0 to 1
 * @param truePositives share of novel frames flagged, 0 to 1
 */
public record RocPoint(double falsePositives, double truePositives) {
  /** At most {@code most} of the points, evenly along the curve, both ends among them. */
  static List<RocPoint> thinned(List<RocPoint> curve, int most) {
    if (most < 2) {
      throw new IllegalArgumentException("a curve has at least 2 points, asked for " + most);
    }
    if (curve.size() <= most) {
      return List.copyOf(curve);
    }
    List<RocPoint> kept = new ArrayList<>();
    RocPoint end = curve.get(curve.size() - 1);
    int at = 0;
    for (int i = 0; i < most - 1; i++) {
      double along = 2.0 * i / (most - 1);
      while (curve.get(at).along() < along) {
        at++;
      }
      RocPoint point = curve.get(at);
      if (!point.equals(end) && (kept.isEmpty() || !point.equals(kept.get(kept.size() - 1)))) {
        kept.add(point);
      }
    }
    kept.add(end);
    return List.copyOf(kept);
  }

  /** How far along the curve, counted in steps right and up: 0 to 2. */
  private double along() {
    return falsePositives + truePositives;
  }
}
