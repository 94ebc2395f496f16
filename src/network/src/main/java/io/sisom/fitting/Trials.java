package io.sisom.fitting;

import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Tries settings; those that differ in form and weight alone share their distances. */
final class Trials {
  private final FittingFrames frames;
  private final Map<ScoreOptions, RuleTrial> rules = new LinkedHashMap<>();

  Trials(FittingFrames frames) {
    this.frames = frames;
  }

  /** Tries each; those that give no figures, as where a class has one frame, are left out. */
  List<Trial> of(List<ScoreOptions> options, Runnable done) {
    return options.stream()
        .filter(
            option -> {
              boolean usable = rule(option).isUsable();
              done.run();
              return usable;
            })
        .map(this::of)
        .toList();
  }

  /** Tries one. */
  Trial of(ScoreOptions options) {
    RuleTrial rule = rule(options);
    return new Trial(options, rule.judge(options), rule.ratioAverage(), rule.saturatedShare());
  }

  /** Its scores of the held-out frames. */
  double[] heldOutScores(ScoreOptions options) {
    return rule(options).scores(frames.heldOut(), options);
  }

  private RuleTrial rule(ScoreOptions options) {
    ScoreOptions distances =
        options.toBuilder().form(ScoreForm.RAW).weight(OptionalDouble.empty()).build();
    return rules.computeIfAbsent(distances, key -> RuleTrial.of(frames, key));
  }
}
