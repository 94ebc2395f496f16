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
 *     mean over near and over far families, the mean of the two. AUROC itself saturates: from 99 %
 *     on, what is still told apart hardly shows in it. (Green and Swets, Signal Detection Theory,
 *     1966.)
 */
public record Judgement(double near, double far, double separation) {
  /** Of an AUROC that a few hundred frames cannot tell from 1. */
  private static final double MOST = 0.9995;

  /** From scores; higher is more novel. */
  static Judgement of(double[] heldOut, Map<OutlierFamily, double[]> outliers) {
    Map<OutlierFamily, Double> auroc = new EnumMap<>(OutlierFamily.class);
    outliers.forEach((family, scores) -> auroc.put(family, Ranking.of(heldOut, scores).auroc()));
    return new Judgement(
        mean(auroc, Kind.NEAR, share -> share),
        mean(auroc, Kind.FAR, share -> share),
        (mean(auroc, Kind.NEAR, Judgement::separation)
                + mean(auroc, Kind.FAR, Judgement::separation))
            / 2);
  }

  /** The same for any way to score one set of frames. */
  static Judgement of(FittingFrames frames, Function<Activations, double[]> scores) {
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
