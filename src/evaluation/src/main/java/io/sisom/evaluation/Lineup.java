package io.sisom.evaluation;

import io.sisom.fitting.FitReport;
import java.util.List;
import java.util.Optional;

/** Decides which methods enter a comparison. */
@FunctionalInterface
public interface Lineup {
  /**
   * The methods.
   *
   * @param stream the stream's score, compared to all others
   * @param others in the order of the table
   * @param fit how settings were chosen, where they were fitted
   */
  record Lines(StreamMethod stream, List<Contender> others, Optional<FitReport> fit) {}

  /**
   * Decides.
   *
   * @param table known frames with labels of the model
   * @param known the set they are of
   * @param calibration held-out in-distribution frames
   */
  Lines of(
      KnownTable table,
      SetSummary known,
      Optional<SetSummary> calibration,
      EvaluationListener listener);
}
