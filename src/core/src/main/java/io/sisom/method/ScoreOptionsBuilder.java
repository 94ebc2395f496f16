package io.sisom.method;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Score options with some of them changed; what each means stands at {@link ScoreOptions}. */
public final class ScoreOptionsBuilder {
  private Profile profile;
  private List<String> taps;
  private boolean saliency;
  private Map<String, Double> steepness;
  private double relativeSteepness;
  private Map<String, Integer> positions;
  private Distance distance;
  private int neighbors;
  private boolean root;
  private double salient;
  private OuterReading outer;
  private ScoreForm form;
  private OptionalDouble weight;

  ScoreOptionsBuilder(ScoreOptions options) {
    this.profile = options.profile();
    this.taps = options.taps();
    this.saliency = options.saliency();
    this.steepness = options.steepness();
    this.relativeSteepness = options.relativeSteepness();
    this.positions = options.positions();
    this.distance = options.distance();
    this.neighbors = options.neighbors();
    this.root = options.root();
    this.salient = options.salient();
    this.outer = options.outer();
    this.form = options.form();
    this.weight = options.weight();
  }

  /** Which score. */
  public ScoreOptionsBuilder profile(Profile profile) {
    this.profile = profile;
    return this;
  }

  /** Layers that count. */
  public ScoreOptionsBuilder taps(List<String> taps) {
    this.taps = taps;
    return this;
  }

  /** Whether activations are multiplied by gradients. */
  public ScoreOptionsBuilder saliency(boolean saliency) {
    this.saliency = saliency;
    return this;
  }

  /** Α by tap. */
  public ScoreOptionsBuilder steepness(Map<String, Double> steepness) {
    this.steepness = steepness;
    return this;
  }

  /** A of α = a / rms. */
  public ScoreOptionsBuilder relativeSteepness(double relativeSteepness) {
    this.relativeSteepness = relativeSteepness;
    return this;
  }

  /** Spatial positions of taps pooled by sum. */
  public ScoreOptionsBuilder positions(Map<String, Integer> positions) {
    this.positions = positions;
    return this;
  }

  /** What of the distances counts. */
  public ScoreOptionsBuilder distance(Distance distance) {
    this.distance = distance;
    return this;
  }

  /** K of the inner distance. */
  public ScoreOptionsBuilder neighbors(int neighbors) {
    this.neighbors = neighbors;
    return this;
  }

  /** Whether units go in as roots. */
  public ScoreOptionsBuilder root(boolean root) {
    this.root = root;
    return this;
  }

  /** Share of enhanced units. */
  public ScoreOptionsBuilder salient(double salient) {
    this.salient = salient;
    return this;
  }

  /** From where the outer distance is measured. */
  public ScoreOptionsBuilder outer(OuterReading outer) {
    this.outer = outer;
    return this;
  }

  /** Form in which energy and ratio are added. */
  public ScoreOptionsBuilder form(ScoreForm form) {
    this.form = form;
    return this;
  }

  /** Weight of the energy. */
  public ScoreOptionsBuilder weight(OptionalDouble weight) {
    this.weight = weight;
    return this;
  }

  /** Throws {@link IllegalArgumentException} where a value is out of its range. */
  public ScoreOptions build() {
    return new ScoreOptions(
        profile,
        taps,
        saliency,
        steepness,
        relativeSteepness,
        positions,
        distance,
        neighbors,
        root,
        salient,
        outer,
        form,
        weight);
  }
}
