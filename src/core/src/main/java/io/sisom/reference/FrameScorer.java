package io.sisom.reference;

import io.sisom.method.Activations;
import io.sisom.method.DeviceRows;
import io.sisom.method.DistanceKernel;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Neighbors;
import io.sisom.method.Queries;
import io.sisom.method.Shortlist;
import io.sisom.method.Shortlisted;
import io.sisom.method.Sisome;
import io.sisom.reference.Verdict.Scored;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scores frames against one reference set. Pure, and safe to share between threads. */
public final class FrameScorer {
  private final ReferenceSet reference;
  private final KnownSet known;
  private final Sisome sisome;
  private final SensorPValues pValues;

  /** With the fastest distances that run in Java. */
  public FrameScorer(ReferenceSet reference) {
    this(reference, DistanceKernel.preferred());
  }

  /** With distances of one's own choice. */
  public FrameScorer(ReferenceSet reference, DistanceKernel distances) {
    this(reference, distances, 0);
  }

  /**
   * The same, with p-values that hold for this calibration.
   *
   * @param confidence as of {@link PValues}; 0: plain p-values
   */
  public FrameScorer(ReferenceSet reference, DistanceKernel distances, double confidence) {
    this(reference, distances, confidence, 1);
  }

  /**
   * The same, for sensors with calibrations of their own.
   *
   * @param alpha p-value up to which a frame is to be novel, above 0 to 1: a sensor's calibration
   *     that gives none as small is passed over
   */
  public FrameScorer(
      ReferenceSet reference, DistanceKernel distances, double confidence, double alpha) {
    this.reference = reference;
    this.known =
        KnownSet.of(
            reference.known().features(),
            reference.known().labels(),
            reference.head().classes(),
            distances);
    this.sisome =
        Sisome.of(
            reference.form(),
            reference.balance(),
            reference.calibration().energies(),
            reference.calibration().ratios());
    this.pValues = new SensorPValues(reference, confidence, alpha);
  }

  /** What frames are scored against. */
  public ReferenceSet reference() {
    return reference;
  }

  /**
   * p-value of a score by the calibration of the frame's sensor, where the reference set has one;
   * that in a {@link Verdict} is by the pooled one.
   *
   * @param score not NaN
   */
  public SensorPValue pValue(String sensorId, double score) {
    return pValues.of(sensorId, score);
  }

  /** No p-value by the pooled calibration is smaller. */
  public double smallestPValue() {
    return pValues.pooled().smallest();
  }

  /**
   * Scores one frame of a batch.
   *
   * @param logits {@code float[N * K]} of the reference set's head, row-major
   * @param taps {@code float[N * D]}, D units of the taps' layout
   * @param tapGrads {@code float[N * D]}, gradients of KL(u‖p) at the taps; empty where the
   *     reference set needs none
   * @param row of the frame in the batch, 0 to N − 1
   */
  public Verdict score(float[] logits, float[] taps, float[] tapGrads, int row) {
    return score(logits, taps, tapGrads, row, row + 1).get(0);
  }

  /**
   * Scores the frames of a batch from one row to before another, together: their distances cost
   * less than one by one. Arrays as above.
   *
   * @return one verdict a frame, in their order
   */
  public List<Verdict> score(float[] logits, float[] taps, float[] tapGrads, int from, int to) {
    ScorableFrames frames = scorable(logits, taps, tapGrads, from, to);
    return verdicts(frames, nearest(frames.features(), frames.labels()), taps, from);
  }

  /**
   * The same with the help of a device.
   *
   * @param said of the whole batch
   * @param shortlist of the whole batch
   */
  public ScoredBatch score(Activations said, int from, int to, Shortlist shortlist) {
    ScorableFrames frames = scorable(said.logits(), said.taps(), said.tapGradients(), from, to);
    int[] listed = Arrays.stream(frames.frames()).map(frame -> from + frame).toArray();
    Shortlisted found = nearest(frames.features(), frames.labels(), shortlist.select(listed));
    return new ScoredBatch(
        verdicts(frames, found.neighbors(), said.taps(), from), found.searched());
  }

  /** Nearest known frames of frames whose features are made already. */
  public Neighbors[] nearest(FloatFeatures frames, int[] labels) {
    return reference.rule().nearest(known, Queries.of(frames, labels));
  }

  /** The same with the help of a device. */
  public Shortlisted nearest(FloatFeatures frames, int[] labels, Shortlist shortlist) {
    return reference.rule().nearest(known, frames, labels, shortlist);
  }

  /** The known frames as a device takes them; as {@link KnownSet#deviceRows()}. */
  public Optional<DeviceRows> deviceRows() {
    return known.deviceRows();
  }

  private ScorableFrames scorable(
      float[] logits, float[] taps, float[] tapGrads, int from, int to) {
    return ScorableFrames.of(reference.rule(), known, logits, taps, tapGrads, from, to);
  }

  private List<Verdict> verdicts(ScorableFrames frames, Neighbors[] found, float[] taps, int from) {
    int width = reference.rule().features().layout().width();
    for (int i = 0; i < found.length; i++) {
      int frame = frames.frames()[i];
      double energy = Objects.requireNonNull(frames.logits()[frame]).energy();
      int row = (from + frame) * width;
      OptionalDouble none =
          reference
              .none()
              .map(rows -> rows.probability(energy, taps, row))
              .orElseGet(OptionalDouble::empty);
      Optional<String> mutedBy = reference.muted().flatMap(muted -> muted.holding(taps, row));
      frames.verdicts()[frame] =
          scored(frames.predicted()[i], energy, found[i], frames.feature(i), none, mutedBy);
    }
    return frames.all();
  }

  private Scored scored(
      int predicted,
      double energy,
      Neighbors found,
      float[] enhanced,
      OptionalDouble none,
      Optional<String> mutedBy) {
    double score = sisome.score(energy, reference.rule().novelty(found));
    double pValue = pValues.pooled().of(score);
    return new Scored(
        predicted, found, found.ratio(), energy, score, pValue, enhanced, none, mutedBy);
  }
}
