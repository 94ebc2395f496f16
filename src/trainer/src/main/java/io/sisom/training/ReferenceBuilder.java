package io.sisom.training;

import io.sisom.fitting.Progress;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.KnownSet;
import io.sisom.method.Moments;
import io.sisom.method.Neighbors;
import io.sisom.method.Queries;
import io.sisom.method.ScoreForm;
import io.sisom.method.Separability;
import io.sisom.method.Sisome;
import io.sisom.method.TapLayout;
import io.sisom.method.TapSignal;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.training.BuildOutcome.BuildReport;
import io.sisom.training.BuildOutcome.Built;
import io.sisom.training.BuildOutcome.NotBuildable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Builds a reference set from labeled features. Pure and deterministic: the same frames give the
 * same set, in whatever order they come. Frames held out for calibration shape nothing else, so
 * that p-values hold; only a score of distances alone takes its means and deviations from them,
 * which moves a p-value by at most some 1/n.
 */
public final class ReferenceBuilder {
  private final ReferenceConfig config;
  private final TapLayout layout;
  private final Head head;
  private final String fitReport;

  /**
   * For one model and one head, with settings that were given.
   *
   * @param layout of the model's taps
   * @param head that made the logits
   */
  public ReferenceBuilder(ReferenceConfig config, TapLayout layout, Head head) {
    this(config, layout, head, "");
  }

  /**
   * The same with settings that were fitted.
   *
   * @param fitReport how they were chosen, kept with the set
   */
  public ReferenceBuilder(ReferenceConfig config, TapLayout layout, Head head, String fitReport) {
    this.fitReport = fitReport;
    this.config = config;
    this.layout = layout;
    this.head = head;
  }

  /** Builds; throws {@link IllegalArgumentException} where the frames' arrays fit no such model. */
  public BuildOutcome build(LabeledFeatures frames, Progress progress) {
    requireFits(frames);
    List<String> unknown = config.score().unknownTaps(layout);
    if (!unknown.isEmpty()) {
      return new NotBuildable(
          "settings name taps " + unknown + ", the model has " + layout.names());
    }
    UsableRows usable = UsableRows.of(frames, head, layout.width());
    CalibrationSplit split =
        CalibrationSplit.of(
            usable.rows(),
            usable.labels(),
            head.classes(),
            frames.frameIds(),
            config.split(),
            frames.captured(),
            frames.calibration());
    int[] poolLabels = Arrays.stream(split.pool()).map(row -> usable.labels()[row]).toArray();
    long classes = Arrays.stream(poolLabels).distinct().count();
    if (usable.rows().length == 0) {
      return new NotBuildable(
          String.format(
              "no labeled frame can be used: %d have a label unknown to the head, %d are not finite",
              usable.unknownLabel(), usable.notFinite()));
    }
    if (classes < 2) {
      return new NotBuildable(
          "all usable frames have the label "
              + head.labels().get(usable.labels()[usable.rows()[0]])
              + "; at least two labels are needed");
    }
    if (split.calibration().length == 0) {
      return new NotBuildable(
          "no frame can be held out for calibration: no label has enough frames, 5 or more, nor do"
              + " enough labels have 3, in "
              + usable.rows().length);
    }
    DistanceRule rule = config.score().rule(layout, signal(frames, split.pool()));
    if (rule.features().width() == 0) {
      return new NotBuildable("every tap is switched off or without signal, of " + layout.names());
    }
    return fit(frames, usable, split, poolLabels, rule, progress);
  }

  private BuildOutcome fit(
      LabeledFeatures frames,
      UsableRows usable,
      CalibrationSplit split,
      int[] poolLabels,
      DistanceRule rule,
      Progress progress) {
    FloatFeatures pool = frames.enhanced(rule.features(), split.pool());
    FloatFeatures heldOut = frames.enhanced(rule.features(), split.calibration());
    Steps steps =
        new Steps(progress, (KnownChoice.STEPS_PER_FRAME + 1L) * pool.rows() + heldOut.rows());

    KnownChoice choice = KnownChoice.of(pool, poolLabels, head.classes(), config, steps::advance);
    KnownFrames known =
        new KnownFrames(
            pool.select(choice.rows()),
            Arrays.stream(choice.rows()).map(row -> poolLabels[row]).toArray(),
            Arrays.stream(choice.rows())
                .mapToObj(row -> frames.frameIds().get(split.pool()[row]))
                .toList());
    KnownSet set = KnownSet.of(known.features(), known.labels(), head.classes());

    double[] ratios =
        Separability.leaveOneOut(
            set,
            pool,
            poolLabels,
            members(choice.rows(), pool.rows()),
            rule.outer(),
            done -> steps.advance(1));
    double ratioAverage = Separability.average(ratios);
    if (!Double.isFinite(ratioAverage)) {
      return new NotBuildable("no label has two frames, so no distance within a class is known");
    }
    double weight = config.score().weightFor(ratioAverage);
    double[] heldOutDistances = distances(frames, split.calibration(), heldOut, set, rule, steps);
    double[] heldOutEnergies = frames.energies(split.calibration());
    boolean ratio = rule.distance() == Distance.RATIO;
    if (!ratio && Moments.ofFinite(heldOutDistances).count() == 0) {
      return new NotBuildable("no held-out frame was predicted to have a label that is known");
    }
    Balance balance =
        ratio
            ? Balance.of(weight, ratios, frames.energies(split.pool()))
            : Balance.of(weight, heldOutDistances, heldOutEnergies);
    ScoreForm form = config.score().effectiveForm();
    double[] scores = scores(form, balance, heldOutEnergies, heldOutDistances);
    SensorScores bySensor = new SensorScores();
    for (int i = 0; i < scores.length; i++) {
      bySensor.add(frames.frameIds().get(split.calibration()[i]), scores[i], frames.captured());
    }
    CalibrationScores calibration =
        new CalibrationScores(
            Calibration.of(scores),
            Calibration.of(heldOutDistances),
            Calibration.of(heldOutEnergies));
    ReferenceSet reference =
        new ReferenceSet(rule, head, known, form, balance, ratioAverage, calibration, fitReport)
            .withSensors(bySensor.calibrations(config.calibrationSensorFrames()));
    return new Built(
        reference,
        new BuildReport(
            pool.rows(),
            heldOut.rows(),
            usable.unknownLabel(),
            usable.notFinite(),
            countByLabel(set),
            frames.accuracy(split.calibration(), usable.labels()),
            choice.radius(),
            choice.restarts()));
  }

  private void requireFits(LabeledFeatures frames) {
    if (frames.logits().length != (long) frames.size() * head.classes()
        || frames.taps().length != (long) frames.size() * layout.width()) {
      throw new IllegalArgumentException(
          String.format(
              "labeled features: %d frames of %d classes and %d units do not fit %d logits and %d"
                  + " activations",
              frames.size(),
              head.classes(),
              layout.width(),
              frames.logits().length,
              frames.taps().length));
    }
    if (config.score().usesSaliency() && frames.tapGradients().length == 0 && frames.size() > 0) {
      throw new IllegalArgumentException(
          "labeled features: gradients are missing, and the score reads them; run the network again"
              + " for the taps it reads");
    }
  }

  private double[] signal(LabeledFeatures frames, int[] rows) {
    TapSignal signal = new TapSignal(layout, config.score().usesSaliency());
    for (int row : rows) {
      signal.add(frames.taps(), frames.tapGradients(), row * layout.width());
    }
    return signal.rms();
  }

  /** What goes into the score of each held-out frame beside its energy. */
  private static double[] distances(
      LabeledFeatures frames,
      int[] rows,
      FloatFeatures heldOut,
      KnownSet set,
      DistanceRule rule,
      Steps steps) {
    int[] classes =
        Arrays.stream(rows).map(row -> rule.innerClass(set, frames.logitsOf(row))).toArray();
    Neighbors[] found =
        rule.nearestOnAllCores(set, Queries.of(heldOut, classes), done -> steps.advance(1));
    return Arrays.stream(found).mapToDouble(rule::novelty).toArray();
  }

  private static double[] scores(
      ScoreForm form, Balance balance, double[] energies, double[] distances) {
    Sisome sisome = Sisome.of(form, balance, Calibration.of(energies), Calibration.of(distances));
    return IntStream.range(0, energies.length)
        .mapToDouble(i -> sisome.score(energies[i], distances[i]))
        .toArray();
  }

  private Map<String, Integer> countByLabel(KnownSet set) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int c = 0; c < head.classes(); c++) {
      if (set.size(c) > 0) {
        counts.put(head.labels().get(c), set.size(c));
      }
    }
    return counts;
  }

  /** Place of each pooled frame among the known ones, or {@link Neighbors#NONE}. */
  private static int[] members(int[] chosen, int pooled) {
    int[] members = new int[pooled];
    Arrays.fill(members, Neighbors.NONE);
    for (int place = 0; place < chosen.length; place++) {
      members[chosen[place]] = place;
    }
    return members;
  }

  /** Adds up what is done. */
  private static final class Steps {
    private final Progress progress;
    private final long total;
    private long done;

    Steps(Progress progress, long total) {
      this.progress = progress;
      this.total = total;
    }

    void advance(int steps) {
      done += steps;
      progress.update(done, total);
    }
  }
}
