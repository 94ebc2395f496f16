package io.sisom.evaluation;

import io.sisom.measure.SetFigures;
import java.util.List;

/**
 * How one method did.
 *
 * @param entry what was fitted
 * @param idScores of the in-distribution test frames
 * @param novelScores of each novel set, in the evaluation's order
 * @param figures for each novel set
 * @param secondsPerThousand frames, without the network's pass
 * @param falseAlarms none where the method brings no p-values and no calibration set was given
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record MethodResult(
    FittedMethod entry,
    double[] idScores,
    List<double[]> novelScores,
    List<SetFigures> figures,
    double secondsPerThousand,
    List<FalseAlarm> falseAlarms) {
  /** Its name. */
  public String name() {
    return entry.name();
  }
}
