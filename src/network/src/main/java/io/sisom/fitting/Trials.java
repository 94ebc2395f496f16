package io.sisom.fitting;

import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import java.util.ArrayList;
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
    List<Trial> usable = new ArrayList<>();
    for (ScoreOptions option : options) {
      if (rule(option).isUsable()) {
        usable.add(of(option));
      }
      rule(option).release();
      done.run();
    }
    return usable;
  }

  /** Tries one. */
  Trial of(ScoreOptions options) {
    RuleTrial rule = rule(options);
    Trial trial =
        new Trial(options, rule.judge(options), rule.ratioAverage(), rule.saturatedShare());
    rule.release();
    return trial;
  }

  /** Its scores of the held-out frames. */
  double[] heldOutScores(ScoreOptions options) {
    RuleTrial rule = rule(options);
    double[] scores = rule.scores(frames.heldOut(), options);
    rule.release();
    return scores;
  }

  private RuleTrial rule(ScoreOptions options) {
    ScoreOptions distances =
        options.toBuilder().form(ScoreForm.RAW).weight(OptionalDouble.empty()).build();
    return rules.computeIfAbsent(distances, key -> RuleTrial.of(frames, key));
  }
}
