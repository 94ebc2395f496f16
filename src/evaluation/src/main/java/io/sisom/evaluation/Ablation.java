package io.sisom.evaluation;

import io.sisom.evaluation.FittedMethod.Kind;
import io.sisom.evaluation.StreamMethod.Relatives;
import io.sisom.method.Distance;
import io.sisom.method.OuterReading;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import io.sisom.training.ReferenceConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The paper's score with its parts switched off one by one: the paper's own table (steepness fitted
 * or not, known set reduced or not) and every other switch.
 */
final class Ablation {
  private static final double HALF = 0.5;

  private final ReferenceConfig reference;
  private final TapLayout layout;

  Ablation(ReferenceConfig reference, TapLayout layout) {
    this.reference = reference;
    this.layout = layout;
  }

  /**
   * All lines.
   *
   * @param fitted the paper's score as fitted
   */
  List<Contender> lines(ScoreOptions fitted) {
    List<Contender> lines = new ArrayList<>();
    ScoreOptions plain = plain(fitted.form());
    lines.add(line("all known, steepness 1", plain, false, Relatives.RATIO));
    lines.add(line("all known, fitted", fitted, false, Relatives.RATIO));
    lines.add(line("reduced, steepness 1", plain, true, Relatives.RATIO));
    lines.add(line("reduced, fitted", fitted, true, Relatives.RATIO));
    switches(fitted)
        .forEach((name, options) -> lines.add(line(name, options, true, Relatives.NONE)));
    return lines;
  }

  /** Every tap with the plain sigmoid. */
  private ScoreOptions plain(ScoreForm form) {
    Map<String, Double> ones = new LinkedHashMap<>();
    layout.names().forEach(name -> ones.put(name, 1.0));
    return ScoreOptions.sisome().toBuilder().form(form).steepness(ones).build();
  }

  private Map<String, ScoreOptions> switches(ScoreOptions fitted) {
    ScoreOptions even =
        fitted.toBuilder().form(ScoreForm.ZSCORE).weight(OptionalDouble.of(HALF)).build();
    Map<String, ScoreOptions> switches = new LinkedHashMap<>();
    layout
        .names()
        .forEach(
            tap ->
                switches.put(
                    "tap " + tap + " alone", fitted.toBuilder().taps(List.of(tap)).build()));
    switches.put("all taps", fitted.toBuilder().taps(layout.names()).build());
    switches.put("no saliency", fitted.toBuilder().saliency(false).build());
    switches.put(
        "outer distance from the nearest inner frame",
        fitted.toBuilder().outer(OuterReading.ANCHOR).build());
    switches.put("ratio and energy half and half", even);
    switches.put(
        "inner distance and energy half and half",
        even.toBuilder().distance(Distance.INNER).build());
    switches.put(
        "outer distance and energy half and half",
        even.toBuilder().distance(Distance.OUTER).build());
    switches.put(
        "inner distance alone", alone(fitted.toBuilder().distance(Distance.INNER).build()));
    switches.put(
        "outer distance alone", alone(fitted.toBuilder().distance(Distance.OUTER).build()));
    return switches;
  }

  private static ScoreOptions alone(ScoreOptions options) {
    return options.toBuilder().weight(OptionalDouble.of(0)).build();
  }

  private StreamMethod line(
      String name, ScoreOptions options, boolean reduce, Relatives relatives) {
    return new StreamMethod(
        "SISOMe: " + name, Kind.ABLATION, reference.with(options).withReduce(reduce), relatives);
  }
}
