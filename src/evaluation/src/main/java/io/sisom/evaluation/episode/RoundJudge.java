package io.sisom.evaluation.episode;

import io.sisom.alert.AlertConfig;
import io.sisom.evaluation.FittedMethod;
import io.sisom.measure.EffectiveSize;
import io.sisom.method.Activations;
import io.sisom.method.BlockCalibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Judges one method in one round, under every form of calibration and at every rate. */
final class RoundJudge {
  private final EpisodeSettings settings;
  private final AlertConfig rule;
  private final EpisodeInput input;
  private final SplicePlan plan;

  RoundJudge(EpisodeSettings settings, AlertConfig rule, EpisodeInput input, SplicePlan plan) {
    this.settings = settings;
    this.rule = rule;
    this.input = input;
    this.plan = plan;
  }

  RoundResult judge(FittedMethod method, Round round) {
    long[] millis = input.stream().millis();
    double[] own = scores(method, input.features().select(round.calibration()));
    long[] at = Arrays.stream(round.calibration()).mapToLong(frame -> millis[frame]).toArray();
    HeldOut heldOut =
        new HeldOut(
            own,
            BlockCalibration.cut(own, at, settings.blockMillis()),
            input.fleet().map(fleet -> scores(method, fleet)).orElse(new double[0]),
            rule.confidence());
    double[] clean = scores(method, input.features().select(round.judged().frames()));
    Map<Splice, double[]> changed = changed(method, round.judged());
    List<RateResult> rates = new ArrayList<>();
    for (CalibrationForm form : CalibrationForm.values()) {
      if (form == CalibrationForm.FLEET && input.fleet().isEmpty()) {
        continue;
      }
      DoubleUnaryOperator pValues = heldOut.pValues(form);
      double smallest = heldOut.smallest(form);
      for (double rate : settings.rates()) {
        rates.add(
            new StretchJudge(round.judged(), millis, pValues, at(rate), settings.blockMillis())
                .judge(form, smallest, clean, changed));
      }
    }
    return new RoundResult(
        new CalibrationFacts(own.length, EffectiveSize.of(own), heldOut.blocks().size()), rates);
  }

  /** Scores of the changed frames of every splice in the stretch. */
  private Map<Splice, double[]> changed(FittedMethod method, Stretch judged) {
    IntStream.Builder rows = IntStream.builder();
    int row = 0;
    List<Splice> within = new ArrayList<>();
    for (Splice splice : plan.splices()) {
      if (judged.holds(splice.start(), splice.end())) {
        within.add(splice);
        IntStream.range(row, row + splice.frames()).forEach(rows::add);
      }
      row += splice.frames();
    }
    Map<Splice, double[]> changed = new LinkedHashMap<>();
    if (within.isEmpty()) {
      return changed;
    }
    double[] all = scores(method, input.spliced().select(rows.build().toArray()));
    int from = 0;
    for (Splice splice : within) {
      changed.put(splice, Arrays.copyOfRange(all, from, from + splice.frames()));
      from += splice.frames();
    }
    return changed;
  }

  private AlertConfig at(double rate) {
    return new AlertConfig(
        rule.k(),
        rule.n(),
        rate,
        rule.confidence(),
        rule.mute(),
        rule.update(),
        rule.quiet(),
        rule.gap(),
        rule.recording());
  }

  private static double[] scores(FittedMethod method, Activations frames) {
    double[] scores = method.scorer().score(frames).scores();
    if (scores.length != frames.frames() || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalStateException(
          method.name() + " gave no score, or none that is a number, for some frame");
    }
    return scores;
  }
}
