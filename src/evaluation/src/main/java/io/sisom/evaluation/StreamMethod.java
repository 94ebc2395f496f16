package io.sisom.evaluation;

import io.sisom.evaluation.FittedMethod.Kind;
import io.sisom.evaluation.FittedMethod.Scorer;
import io.sisom.evaluation.FittedMethod.Timed;
import io.sisom.fitting.Progress;
import io.sisom.method.Activations;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.FeatureMap;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.Sisome;
import io.sisom.training.BuildOutcome.BuildReport;
import io.sisom.training.BuildOutcome.Built;
import io.sisom.training.LabeledFeatures;
import io.sisom.training.ReferenceBuilder;
import io.sisom.training.ReferenceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The stream's own score, built as the trainer builds it; with its relatives from the same
 * distances, where they are asked for.
 */
public final class StreamMethod implements Contender {
  private static final String OURS = "sisom-streams";
  private static final String PAPER = "Schmidt et al., TMLR 2025";

  private final String name;
  private final ReferenceConfig config;
  private final Kind kind;
  private final Relatives relatives;
  private @Nullable StreamScorer scorer;
  private @Nullable BuildReport report;

  /** Lines from the same distances that enter as well. */
  public enum Relatives {
    /** None. */
    NONE,
    /** The ratio alone, SISOM. */
    RATIO,
    /** The ratio alone, and SISOMe in the other forms. */
    ALL
  }

  /**
   * From the trainer's settings.
   *
   * @param name of its line
   * @param kind how it stands in the comparison
   * @param relatives which other lines enter as well
   */
  public StreamMethod(String name, Kind kind, ReferenceConfig config, Relatives relatives) {
    this.name = name;
    this.kind = kind;
    this.config = config;
    this.relatives = relatives;
  }

  @Override
  public String name() {
    return name;
  }

  /** What it was fitted to. */
  public StreamScorer scorer() {
    if (scorer == null) {
      throw new IllegalStateException(name + " has not been fitted");
    }
    return scorer;
  }

  @Override
  public Optional<FeatureMap> features() {
    return Optional.of(scorer().reference().rule().features());
  }

  /** Counts and figures of the fit. */
  public BuildReport report() {
    if (report == null) {
      throw new IllegalStateException(name + " has not been fitted");
    }
    return report;
  }

  @Override
  public List<FittedMethod> fit(
      KnownTable known, Optional<Activations> calibration, Progress progress) {
    long start = System.nanoTime();
    Built built = build(known, progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    StreamScorer fitted = new StreamScorer(built.reference());
    scorer = fitted;
    report = built.report();
    Calibration own =
        calibration
            .map(frames -> Calibration.of(fitted.parts(frames).score()))
            .orElse(built.reference().calibration().sisome());
    List<FittedMethod> entries = new ArrayList<>();
    entries.add(
        new FittedMethod(
            name,
            config.score().profile() == Profile.LEAN ? OURS : PAPER,
            kind,
            seconds,
            frames -> new Timed(fitted.parts(frames).score(), fitted.parts(frames).seconds()),
            Optional.of(own)));
    if (relatives != Relatives.NONE) {
      entries.add(ratioAlone(fitted, calibration, seconds));
    }
    if (relatives == Relatives.ALL) {
      addForms(entries, fitted, calibration, seconds);
    }
    return entries;
  }

  private Built build(KnownTable known, Progress progress) {
    List<String> labels = known.head().labels();
    LabeledFeatures frames =
        new LabeledFeatures(
            IntStream.range(0, known.labels().length).mapToObj("known-%08d"::formatted).toList(),
            IntStream.of(known.labels()).mapToObj(labels::get).toList(),
            known.features().logits(),
            known.features().taps(),
            known.features().tapGradients());
    return new ReferenceBuilder(config, known.layout(), known.head())
        .build(frames, progress)
        .either(
            built -> built,
            not -> {
              throw new EvaluationException(
                  "no reference set can be built from the known frames: " + not.reason());
            });
  }

  private FittedMethod ratioAlone(
      StreamScorer fitted, Optional<Activations> calibration, double seconds) {
    Calibration ratios =
        calibration
            .map(frames -> Calibration.of(fitted.parts(frames).ratio()))
            .orElse(fitted.reference().calibration().ratios());
    return new FittedMethod(
        kind == Kind.ABLATION ? name + ", ratio alone" : "SISOM (ratio)",
        PAPER,
        kind == Kind.ABLATION ? kind : Kind.FAMILY,
        seconds,
        frames -> new Timed(fitted.parts(frames).ratio(), fitted.parts(frames).seconds()),
        Optional.of(ratios));
  }

  private static void addForms(
      List<FittedMethod> entries,
      StreamScorer fitted,
      Optional<Activations> calibration,
      double seconds) {
    Calibration energies = fitted.reference().calibration().energies();
    Balance balance = fitted.reference().balance();
    for (ScoreForm form : ScoreForm.values()) {
      if (form == fitted.reference().form()) {
        continue;
      }
      Sisome sisome = Sisome.of(form, balance, energies, fitted.reference().calibration().ratios());
      Scorer scores = frames -> recombined(sisome, fitted.parts(frames));
      entries.add(
          new FittedMethod(
              "SISOMe " + form.key(),
              PAPER,
              Kind.FAMILY,
              seconds,
              scores,
              calibration.map(frames -> Calibration.of(scores.score(frames).scores()))));
    }
  }

  private static Timed recombined(Sisome sisome, StreamParts parts) {
    double[] scores =
        IntStream.range(0, parts.ratio().length)
            .mapToDouble(row -> sisome.score(parts.energy()[row], parts.ratio()[row]))
            .toArray();
    return new Timed(scores, parts.seconds());
  }
}
