package io.sisom.scoring;

import io.sisom.reference.Arithmetic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where a scorer computes in other numbers than the version it serves was made in: scores are
 * then compared with calibration scores that this scorer would not have given.
 */
final class PrecisionWatch {
  private static final Logger log = LoggerFactory.getLogger(PrecisionWatch.class);

  private final Arithmetic own;
  private final ScoringMetrics metrics;
  private Arithmetic told = Arithmetic.UNKNOWN;

  PrecisionWatch(Arithmetic own, ScoringMetrics metrics) {
    this.own = own;
    this.metrics = metrics;
  }

  /** A version is live; a line in the log for each pair of precisions, not for each version. */
  void compare(Arithmetic reference) {
    boolean differs = own.differsFrom(reference);
    metrics.precisionDiffers(differs);
    if (differs && !reference.precision().equals(told.precision())) {
      log.atWarn()
          .addKeyValue("precision", own.precision())
          .addKeyValue("reference", reference.precision())
          .addKeyValue("pValuesMove", moved(reference))
          .log(
              "the reference set was computed in another precision; set precision to the trainer's");
    }
    told = reference;
  }

  /** What was measured (docs/performance.md); calibration frames are not here to measure by. */
  private String moved(Arithmetic reference) {
    boolean measured =
        !own.precision().equals("bfloat16") && !reference.precision().equals("bfloat16");
    return measured ? "by 0.005 to 0.013 at most, as measured" : "not measured with bfloat16";
  }
}
