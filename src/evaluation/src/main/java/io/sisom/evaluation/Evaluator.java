package io.sisom.evaluation;

import io.sisom.evaluation.FittedMethod.Timed;
import io.sisom.measure.SetFigures;
import io.sisom.method.Activations;
import io.sisom.method.Calibration;
import io.sisom.method.FeatureMap;
import io.sisom.method.Head;
import io.sisom.method.Logits;
import io.sisom.method.TapLayout;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Fits every method on the known frames and measures it on the others. */
public final class Evaluator {
  private static final double[] ASKED_RATES = {0.01, 0.05};

  private final SetFeatures features;
  private final TapLayout layout;
  private final Head head;
  private final String modelVersion;
  private final Clock clock;
  private final EvaluationListener listener;

  /** For one model and the head that makes its logits. */
  public Evaluator(
      SetFeatures features,
      TapLayout layout,
      Head head,
      String modelVersion,
      Clock clock,
      EvaluationListener listener) {
    this.features = features;
    this.layout = layout;
    this.head = head;
    this.modelVersion = modelVersion;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Runs everything.
   *
   * @param sets one KNOWN, one ID, at most one CALIBRATION, at least one NEAR or FAR
   * @param lineup the methods that enter
   * @param settings to be kept with the result
   */
  public Evaluation run(List<FrameSet> sets, Lineup lineup, Map<String, String> settings) {
    SetSummary known = summary(only(sets, Role.KNOWN));
    SetSummary id = summary(only(sets, Role.ID));
    Optional<SetSummary> heldOut =
        sets.stream().filter(set -> set.role() == Role.CALIBRATION).findFirst().map(this::summary);
    Optional<Activations> calibration = heldOut.map(set -> set.table().features());
    List<SetSummary> novel =
        sets.stream()
            .filter(set -> set.role().isNovel())
            .sorted(Comparator.comparing(FrameSet::role))
            .map(this::summary)
            .toList();
    KnownTable table = labeled(known.table());
    List<MethodResult> methods = new ArrayList<>();
    Lineup.Lines lines = lineup.of(table, known, heldOut, listener);
    List<Contender> contenders = new ArrayList<>(List.of(lines.stream()));
    contenders.addAll(lines.others());
    for (Contender contender : contenders) {
      List<FittedMethod> entries =
          contender.fit(
              table,
              calibration,
              (done, total) -> listener.progress("fitting " + contender.name(), done, total));
      for (FittedMethod entry : entries) {
        methods.add(measure(entry, calibration, id.table().features(), novel));
        listener.progress("scored by " + entry.name(), methods.size(), -1);
      }
    }
    List<SetSummary> all = new ArrayList<>(List.of(known, id));
    all.addAll(novel);
    return new Evaluation(
        clock.instant(),
        modelVersion,
        head,
        known,
        id,
        novel,
        accuracy(id.table()),
        repeated(known.table(), id.table()),
        secondsPerThousand(all),
        methods,
        lines.stream(),
        salient(contenders),
        lines.fit(),
        settings);
  }

  private static Optional<FeatureMap> salient(List<Contender> contenders) {
    return contenders.stream()
        .flatMap(contender -> contender.features().stream())
        .filter(FeatureMap::needsGradients)
        .findFirst();
  }

  private static FrameSet only(List<FrameSet> sets, Role role) {
    List<FrameSet> found = sets.stream().filter(set -> set.role() == role).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException("one set is " + role + ", got " + found.size());
    }
    return found.get(0);
  }

  private SetSummary summary(FrameSet set) {
    return SetSummary.of(set, features, listener);
  }

  private KnownTable labeled(FeatureTable known) {
    int[] rows = IntStream.range(0, known.size()).filter(row -> known.labels()[row] >= 0).toArray();
    if (rows.length == 0) {
      throw new EvaluationException(
          "no known frame has a label of the model; it knows " + head.labels());
    }
    return new KnownTable(
        known.features().select(rows),
        IntStream.of(rows).map(row -> known.labels()[row]).toArray(),
        layout,
        head);
  }

  private static MethodResult measure(
      FittedMethod entry,
      Optional<Activations> calibration,
      Activations id,
      List<SetSummary> novel) {
    Timed known = score(entry, id);
    List<double[]> novelScores = new ArrayList<>();
    List<SetFigures> figures = new ArrayList<>();
    double seconds = known.seconds();
    long frames = id.frames();
    for (SetSummary set : novel) {
      Timed scored = score(entry, set.table().features());
      novelScores.add(scored.scores());
      figures.add(SetFigures.of(entry.name(), set.name(), known.scores(), scored.scores()));
      seconds += scored.seconds();
      frames += set.table().size();
    }
    Optional<Calibration> pValues =
        entry
            .calibration()
            .or(() -> calibration.map(held -> Calibration.of(score(entry, held).scores())));
    return new MethodResult(
        entry,
        known.scores(),
        novelScores,
        figures,
        1000 * seconds / frames,
        pValues.map(held -> falseAlarms(held, known.scores())).orElse(List.of()));
  }

  private static Timed score(FittedMethod entry, Activations frames) {
    Timed timed = entry.scorer().score(frames);
    if (timed.scores().length != frames.frames()
        || DoubleStream.of(timed.scores()).anyMatch(Double::isNaN)) {
      throw new IllegalStateException(
          entry.name() + " gave no score, or none that is a number, for some frame");
    }
    return timed;
  }

  private static List<FalseAlarm> falseAlarms(Calibration held, double[] id) {
    return DoubleStream.of(ASKED_RATES)
        .mapToObj(
            asked ->
                new FalseAlarm(
                    asked,
                    DoubleStream.of(id)
                        .map(score -> held.pValue(score) <= asked ? 1 : 0)
                        .average()
                        .orElseThrow()))
        .toList();
  }

  private static OptionalDouble accuracy(FeatureTable id) {
    int classes = id.features().classes();
    return IntStream.range(0, id.size())
        .filter(row -> id.labels()[row] >= 0)
        .mapToDouble(
            row ->
                Logits.of(id.features().logits(), row * classes, classes).pseudoClass()
                        == id.labels()[row]
                    ? 1
                    : 0)
        .average();
  }

  private static int repeated(FeatureTable known, FeatureTable id) {
    Set<Long> seen = new HashSet<>();
    for (long fingerprint : known.fingerprints()) {
      seen.add(fingerprint);
    }
    int repeated = 0;
    for (long fingerprint : id.fingerprints()) {
      repeated += seen.contains(fingerprint) ? 1 : 0;
    }
    return repeated;
  }

  private static double secondsPerThousand(List<SetSummary> sets) {
    double seconds = sets.stream().mapToDouble(set -> set.table().seconds()).sum();
    long frames = sets.stream().mapToLong(set -> set.table().size()).sum();
    return 1000 * seconds / frames;
  }
}
