package io.sisom.fitting;

import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.fitting.outlier.OutlierFamily.Kind;
import io.sisom.measure.Ranking;
import io.sisom.method.Activations;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.apache.commons.numbers.gamma.InverseErf;

/**
 * How well a score tells held-out frames from outliers made of them.
 *
 * @param near mean AUROC over the near families, 0 to 1; NaN without one
 * @param far mean AUROC over the far families
 * @param separation what settings are compared by: d′ = 2·erf⁻¹(2·AUROC − 1) of each family, its
 *     mean over near families with weight 0.8 and its mean over far ones with 0.2. AUROC itself
 *     saturates: from 99 % on, what is still told apart hardly shows in it. (Green and Swets,
 *     Signal Detection Theory, 1966.) But d′ of far families moves several times as much from
 *     setting to setting as that of near ones; with equal weights it decides alone, and a tenth of
 *     a point of AUROC far was paid for with a whole one near.
 */
record Judgment(double near, double far, double separation) {
  /** Of an AUROC that a few hundred frames cannot tell from 1. */
  private static final double MOST = 0.9995;

  /** Share of the near families in what settings are compared by. */
  private static final double NEAR_SHARE = 0.8;

  /** From scores; higher is more novel. */
  static Judgment of(double[] heldOut, Map<OutlierFamily, double[]> outliers) {
    Map<OutlierFamily, Double> auroc = new EnumMap<>(OutlierFamily.class);
    outliers.forEach((family, scores) -> auroc.put(family, Ranking.of(heldOut, scores).auroc()));
    return new Judgment(
        mean(auroc, Kind.NEAR, share -> share),
        mean(auroc, Kind.FAR, share -> share),
        NEAR_SHARE * mean(auroc, Kind.NEAR, Judgment::separation)
            + (1 - NEAR_SHARE) * mean(auroc, Kind.FAR, Judgment::separation));
  }

  /** The same for any way to score one set of frames. */
  static Judgment of(FittingFrames frames, Function<Activations, double[]> scores) {
    Map<OutlierFamily, double[]> outliers = new EnumMap<>(OutlierFamily.class);
    frames.outliers().forEach(o -> outliers.put(o.family(), scores.apply(o.features())));
    return of(scores.apply(frames.heldOut()), outliers);
  }

  private static double separation(double auroc) {
    return 2 * InverseErf.value(2 * Math.max(1 - MOST, Math.min(MOST, auroc)) - 1);
  }

  private static double mean(
      Map<OutlierFamily, Double> auroc, Kind kind, DoubleUnaryOperator figure) {
    return auroc.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .mapToDouble(entry -> figure.applyAsDouble(entry.getValue()))
        .average()
        .orElse(Double.NaN);
  }
}
