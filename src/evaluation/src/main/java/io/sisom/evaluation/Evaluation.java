package io.sisom.evaluation;

import io.sisom.fitting.FitReport;
import io.sisom.measure.SetFigures;
import io.sisom.method.FeatureMap;
import io.sisom.method.Head;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All that came of an evaluation.
 *
 * @param made when
 * @param modelVersion of the network
 * @param head its labels
 * @param known what everything was fitted on
 * @param id in-distribution test frames
 * @param novel sets, near ones first
 * @param accuracy share of labeled ID frames whose pseudo-class is their label
 * @param repeated ID frames whose picture is among the known ones, too
 * @param featureSeconds per thousand frames, of the network's pass
 * @param methods the stream's score first
 * @param stream how the stream's score was built
 * @param salient enhanced features with saliency, of the paper's score among the methods
 * @param fit how the settings were chosen, where they were fitted
 * @param settings for the record: what was set and which versions ran
 */
public record Evaluation(
    Instant made,
    String modelVersion,
    Head head,
    SetSummary known,
    SetSummary id,
    List<SetSummary> novel,
    OptionalDouble accuracy,
    int repeated,
    double featureSeconds,
    List<MethodResult> methods,
    StreamMethod stream,
    Optional<FeatureMap> salient,
    Optional<FitReport> fit,
    Map<String, String> settings) {

  /** The stream's own score. */
  public MethodResult main() {
    return methods.get(0);
  }

  /** Mean of a figure over the novel sets of a role; NaN where there is none. */
  public double mean(MethodResult method, Role role, ToDoubleFunction<SetFigures> figure) {
    return IntStream.range(0, novel.size())
        .filter(s -> novel.get(s).role() == role)
        .mapToDouble(s -> figure.applyAsDouble(method.figures().get(s)))
        .average()
        .orElse(Double.NaN);
  }

  /** Whether there is a novel set of that role. */
  public boolean has(Role role) {
    return novel.stream().anyMatch(set -> set.role() == role);
  }
}
