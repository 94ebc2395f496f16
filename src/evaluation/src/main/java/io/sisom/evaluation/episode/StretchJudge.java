package io.sisom.evaluation.episode;

import io.sisom.alert.AlertConfig;
import io.sisom.method.BlockCalibration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** Judges scores of one stretch: unchanged, and of every copy with novelties in it. */
final class StretchJudge {
  private final Stretch stretch;
  private final long[] millis;
  private final DoubleUnaryOperator pValues;
  private final AlertConfig config;
  private final long blockMillis;
  private final EpisodeRule rule;

  StretchJudge(
      Stretch stretch,
      long[] millis,
      DoubleUnaryOperator pValues,
      AlertConfig config,
      long blockMillis) {
    this.stretch = stretch;
    this.millis = millis;
    this.pValues = pValues;
    this.config = config;
    this.blockMillis = blockMillis;
    this.rule = new EpisodeRule(config);
  }

  /**
   * Judges.
   *
   * @param clean scores of the stretch's frames
   * @param changed scores of each splice's frames
   */
  RateResult judge(
      CalibrationForm form, double smallest, double[] clean, Map<Splice, double[]> changed) {
    double[] novel =
        Arrays.stream(clean)
            .map(score -> pValues.applyAsDouble(score) <= config.alpha() ? 1 : 0)
            .toArray();
    double[] blocks = blocks(novel);
    int falseEpisodes = EpisodeJudge.judge(episodes(clean), List.of(), millis).falseEpisodes();
    return new RateResult(
        form,
        config.alpha(),
        smallest,
        clean.length,
        (int) Arrays.stream(novel).sum(),
        blocks.length,
        (int) Arrays.stream(blocks).sum(),
        (millis[stretch.to() - 1] - millis[stretch.from()]) / 1000.0,
        falseEpisodes,
        outcomes(clean, changed));
  }

  /** Of each block of time, whether a frame of it is novel. */
  private double[] blocks(double[] novel) {
    long[] at = Arrays.copyOfRange(millis, stretch.from(), stretch.to());
    return BlockCalibration.cut(novel, at, blockMillis).maxima().scores();
  }

  private Map<Splice, SpliceOutcome> outcomes(double[] clean, Map<Splice, double[]> changed) {
    Map<Integer, List<Splice>> byCopy =
        changed.keySet().stream()
            .collect(Collectors.groupingBy(Splice::copy, TreeMap::new, Collectors.toList()));
    Map<Splice, SpliceOutcome> outcomes = new LinkedHashMap<>();
    for (List<Splice> splices : byCopy.values()) {
      double[] scores = clean.clone();
      for (Splice splice : splices) {
        System.arraycopy(
            changed.get(splice), 0, scores, splice.start() - stretch.from(), splice.frames());
      }
      outcomes.putAll(EpisodeJudge.judge(episodes(scores), splices, millis).outcomes());
    }
    return outcomes;
  }

  private List<Episode> episodes(double[] scores) {
    return rule.of(stretch, millis, scores, Arrays.stream(scores).map(pValues).toArray());
  }
}
