package io.sisom.console.http;

import io.sisom.queue.Candidate;
import io.sisom.reference.CalibrationSource;
import io.sisom.schema.FrameScore;
import io.sisom.schema.ReferenceManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a frame was chosen, in sentences. */
final class Explanation {
  private static final double ALMOST = 0.9;

  private Explanation() {}

  /**
   * The reasons, the most telling first.
   *
   * @param live the version that scorers serve now, where it is known
   */
  static List<String> of(Candidate candidate, @Nullable ReferenceManifest live) {
    List<String> reasons = new ArrayList<>();
    reasons.add(novelty(candidate.score(), live));
    reasons.add(distance(candidate));
    reasons.add(
        "Energy %s: the lower, the surer the network is of its class."
            .formatted(short3(candidate.score().getEnergy())));
    reasons.add(
        "No. %d of the %d frames that its window chose from."
            .formatted(candidate.rank(), candidate.considered()));
    long version = candidate.score().getReferenceVersion();
    if (live != null && live.getVersion() != version) {
      reasons.add(
          "Version %d scored it; version %d is live now and may know more."
              .formatted(version, live.getVersion()));
    }
    return reasons;
  }

  private static String novelty(FrameScore score, @Nullable ReferenceManifest live) {
    String p = "(p = " + short3(score.getPValue()) + ")";
    boolean own = score.getCalibration().equals(CalibrationSource.SENSOR.key());
    String frames = own ? "known frames of this very sensor" : "known frames";
    if (live != null && live.getVersion() == score.getReferenceVersion()) {
      int held =
          own
              ? live.getCalibrationBySensor().getOrDefault(score.getSensorId(), 0)
              : live.getCalibrationFrames();
      // p = (1 + those as new) / (1 + all), see Calibration
      long asNew = Math.max(0, Math.round(score.getPValue() * (held + 1.0)) - 1);
      return "Of %d %s held back for comparison, %s looked as new as this %s."
          .formatted(held, frames, asNew == 0 ? "none" : Long.toString(asNew), p);
    }
    long crowd =
        score.getPValue() >= 0.001 ? 1_000 : score.getPValue() >= 0.0001 ? 10_000 : 1_000_000;
    return String.format(
        Locale.ROOT,
        "Of %,d %s about %s would look as new as this %s.",
        crowd,
        frames,
        Math.round(crowd * score.getPValue()),
        p);
  }

  private static String distance(Candidate candidate) {
    FrameScore score = candidate.score();
    String inner = candidate.innerLabel();
    String outer = candidate.outerLabel();
    String ratio = "(ratio " + short3(score.getRatio()) + ")";
    String nearest = score.getInnerLabel();
    if (nearest != null) {
      return "%s has no known frames yet; of the classes that have, it looks most like %s %s."
          .formatted(inner, nearest, ratio);
    } else if (outer == null || Double.isInfinite(score.getOuterDistance())) {
      return "No class but %s has known frames to compare with.".formatted(inner);
    } else if (Double.isInfinite(score.getInnerDistance())) {
      return "%s has no known frames yet; the nearest are of %s.".formatted(inner, outer);
    } else if (score.getInnerDistance() >= score.getOuterDistance()) {
      return "Known frames of %s are nearer than those of %s %s.".formatted(outer, inner, ratio);
    } else if (score.getInnerDistance() >= ALMOST * score.getOuterDistance()) {
      return "Almost as far from known frames of %s as from those of %s %s."
          .formatted(inner, outer, ratio);
    }
    return "Nearer to known frames of %s than to those of %s %s.".formatted(inner, outer, ratio);
  }

  /** Three digits, without an exponent where people would not write one. */
  static String short3(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "unknown" : value > 0 ? "infinite" : "minus infinite";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int whole = size < 1 ? 0 : (int) Math.floor(Math.log10(size)) + 1;
    int zeros = size == 0 || size >= 0.1 ? 0 : (int) -Math.floor(Math.log10(size)) - 1;
    String text = String.format(Locale.ROOT, "%." + Math.max(0, 3 - whole + zeros) + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
