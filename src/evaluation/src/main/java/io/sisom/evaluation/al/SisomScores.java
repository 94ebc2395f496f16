package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateRank;
import io.sisom.candidate.WindowRanking;
import io.sisom.evaluation.EvaluationException;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.Verdict;
import io.sisom.training.BuildOutcome.Built;
import io.sisom.training.LabeledFeatures;
import io.sisom.training.ScoreFit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The stream's scores: a reference set is built of the labeled frames as the trainer builds it, and
 * frames are scored against it as the scorer scores them.
 *
 * @param scorer with the reference set
 * @param radius that the reference set was reduced with
 */
record SisomScores(FrameScorer scorer, double radius) {
  private static final int BATCH = 64;

  /** Against what has been labeled so far. */
  static SisomScores of(SisomSettings settings, StrategyInput input) {
    Built built = build(settings, input);
    return new SisomScores(new FrameScorer(built.reference()), built.report().radius());
  }

  private static Built build(SisomSettings settings, StrategyInput input) {
    FrameActivations labeled = input.recalled();
    List<String> names = input.head().labels();
    LabeledFeatures features =
        new LabeledFeatures(
            labeled.ids(),
            IntStream.of(input.labels()).mapToObj(names::get).toList(),
            labeled.features().logits(),
            labeled.features().taps(),
            labeled.features().tapGradients());
    ScoreFit.Subject subject =
        new ScoreFit.Subject(
            input.version(), input.head(), input.network(), settings.gradientTaps(input.layout()));
    return new ScoreFit(
            settings.fitting(), settings.score(), settings.reference(), input.layout(), BATCH)
        .builder(features, subject, input.pixels(), (done, total) -> {})
        .build(features, (done, total) -> {})
        .either(
            built -> built,
            not -> {
              throw new EvaluationException(
                  "no reference set can be built from the labels so far: " + not.reason());
            });
  }

  /** Held-out labeled frames' SISOMe. */
  double[] heldOut() {
    return scorer.reference().calibration().sisome().scores();
  }

  /** Held-out labeled frames' energies. */
  double[] heldOutEnergies() {
    return scorer.reference().calibration().energies().scores();
  }

  /** Frames as a window ranks them, in their order. */
  List<WindowRanking.Scored> ranked(FrameActivations frames, CandidateRank rank) {
    List<Verdict.Scored> scores = Scores.of(scorer, frames.features());
    List<WindowRanking.Scored> ranked = new ArrayList<>(scores.size());
    for (int i = 0; i < scores.size(); i++) {
      Verdict.Scored score = scores.get(i);
      ranked.add(
          new WindowRanking.Scored(
              frames.ids().get(i),
              rank.of(score.sisome(), score.ratio()),
              score.sisome(),
              score.ratio(),
              score.pValue(),
              score.enhanced()));
    }
    return ranked;
  }
}
