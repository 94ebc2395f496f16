package io.sisom.training;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides whether a new version may replace the active one: on the same held-out frames, of labels
 * that both versions know, it must not be worse by more than the limits of {@link GateConfig}.
 * Where many classes are judged, a class's fall counts only where it is no chance among so many.
 */
final class Gate {
  /** Of more classes some fall by chance, however good the version. */
  private static final int MANY_CLASSES = 20;

  /** Of many classes, the chance that any falls as far in a version that is no worse. */
  private static final double CHANCE = 0.05;

  private final GateConfig config;

  Gate(GateConfig config) {
    this.config = config;
  }

  /** Why the new version is rejected; empty where it passes. */
  List<String> reasons(HeldOutFigures active, HeldOutFigures next) {
    List<String> reasons = new ArrayList<>();
    judge("accuracy", config.accuracyDrop(), active.rightInAll(), next.rightInAll(), next.size())
        .ifPresent(reasons::add);
    reasons.addAll(classes(active, next));
    double rise = next.calibrationError() - active.calibrationError();
    if (rise > config.calibrationRise()) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "calibration error rises from %.4f to %.4f, by more than %s",
              active.calibrationError(),
              next.calibrationError(),
              config.calibrationRise()));
    }
    return reasons;
  }

  private List<String> classes(HeldOutFigures active, HeldOutFigures next) {
    List<String> judged =
        next.frames().entrySet().stream()
            .filter(entry -> entry.getValue() >= config.classFrames())
            .map(Map.Entry::getKey)
            .toList();
    List<String> reasons = new ArrayList<>();
    for (String label : judged) {
      BitSet before = active.hits(label);
      BitSet after = next.hits(label);
      if (judged.size() <= MANY_CLASSES
          || Flips.of(before, after).chance() * judged.size() <= CHANCE) {
        judge(
                "accuracy of " + label,
                config.classDrop(),
                before.cardinality(),
                after.cardinality(),
                next.frames().getOrDefault(label, 0))
            .ifPresent(reasons::add);
      }
    }
    return reasons;
  }

  /** The same of r_avg; only where both were made with the same score settings. */
  List<String> reasons(double activeRatioAverage, double nextRatioAverage) {
    return nextRatioAverage - activeRatioAverage > config.ratioAverageRise()
        ? List.of(
            String.format(
                Locale.ROOT,
                "r_avg rises from %.4f to %.4f, by more than %s",
                activeRatioAverage,
                nextRatioAverage,
                config.ratioAverageRise()))
        : List.of();
  }

  /**
   * The same of how well the score tells frames that show no class, AUROC; where either is not
   * known nothing is compared.
   *
   * @param frames that show no class
   */
  List<String> novelty(OptionalDouble active, OptionalDouble next, int frames) {
    boolean falls =
        active.isPresent()
            && next.isPresent()
            && frames >= config.classFrames()
            && active.getAsDouble() - next.getAsDouble() > config.noveltyDrop();
    return falls
        ? List.of(
            String.format(
                Locale.ROOT,
                "AUROC on %d held-out frames of no class falls from %.4f to %.4f, by more than %s",
                frames,
                active.getAsDouble(),
                next.getAsDouble(),
                config.noveltyDrop()))
        : List.of();
  }

  private static Optional<String> judge(
      String what, double limit, int before, int after, int frames) {
    return before - after > Math.max(1, limit * frames)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s falls from %.4f to %.4f on %d held-out frames, by more than %s",
                what,
                (double) before / frames,
                (double) after / frames,
                frames,
                limit))
        : Optional.empty();
  }
}
