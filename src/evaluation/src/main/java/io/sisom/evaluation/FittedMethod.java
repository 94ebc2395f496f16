package io.sisom.evaluation;

import io.sisom.method.Activations;
import io.sisom.method.Calibration;
import java.util.Optional;

/**
 * One scoring method, fitted and ready to score: a line of the comparison's table.
 *
 * @param name short, as in tables
 * @param source where it was published
 * @param kind whether it is the stream's own, a relative of it, a published baseline or an ablation
 * @param fitSeconds fitting took
 * @param scorer of frames
 * @param calibration of p-values, where the method brings its own
 */
public record FittedMethod(
    String name,
    String source,
    Kind kind,
    double fitSeconds,
    Scorer scorer,
    Optional<Calibration> calibration) {
  /** Whose method. */
  public enum Kind {
    /** Scores frames in the stream. */
    STREAM,
    /** Of the same family, for comparison. */
    FAMILY,
    /** Published elsewhere. */
    BASELINE,
    /** A part switched off or on. */
    ABLATION
  }

  /** Scores, and the time they took; shared work counts for each that needs it. */
  @SuppressWarnings("ArrayRecordComponent") // large, never compared
  public record Timed(double[] scores, double seconds) {}

  /** Scores a table; higher is more novel. */
  @FunctionalInterface
  public interface Scorer {
    /** One score a row. */
    Timed score(Activations frames);
  }
}
