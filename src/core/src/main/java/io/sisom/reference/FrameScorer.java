package io.sisom.reference;

import io.sisom.method.DistanceKernel;
import io.sisom.method.DistanceKernels;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Logits;
import io.sisom.method.Neighbours;
import io.sisom.method.Queries;
import io.sisom.method.Sisome;
import io.sisom.reference.Verdict.NotScorable;
import io.sisom.reference.Verdict.Scored;
import java.util.Arrays;
import java.util.List;

/** Scores frames against one reference set. Pure, and safe to share between threads. */
public final class FrameScorer {
  private final ReferenceSet reference;
  private final KnownSet known;
  private final Sisome sisome;

  /** With the fastest distances that run in Java. */
  public FrameScorer(ReferenceSet reference) {
    this(reference, DistanceKernels.preferred());
  }

  /** With distances of one's own choice. */
  public FrameScorer(ReferenceSet reference, DistanceKernel distances) {
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
  }

  /** What frames are scored against. */
  public ReferenceSet reference() {
    return reference;
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
    FeatureMap features = reference.rule().features();
    int classes = reference.head().classes();
    int width = features.width();
    float[] enhanced = new float[Math.multiplyExact(to - from, width)];
    int[] labels = new int[to - from];
    Logits[] ofFrames = new Logits[to - from];
    Verdict[] verdicts = new Verdict[to - from];
    int count = 0;
    for (int row = from; row < to; row++) {
      Logits ofFrame = Logits.of(logits, row * classes, classes);
      int offset = row * features.layout().width();
      if (!ofFrame.areFinite()) {
        verdicts[row - from] =
            new NotScorable("the model's logits for this frame are not finite numbers");
      } else if (!features.enhance(taps, tapGrads, offset, enhanced, count * width)) {
        verdicts[row - from] =
            new NotScorable("the model's features for this frame are not finite numbers");
      } else {
        ofFrames[count] = ofFrame;
        labels[count++] = ofFrame.pseudoClass();
      }
    }
    float[] rows = Arrays.copyOf(enhanced, count * width);
    Neighbours[] found =
        reference
            .rule()
            .nearest(
                known,
                Queries.of(new FloatFeatures(rows, count, width), Arrays.copyOf(labels, count)));
    int next = 0;
    for (int i = 0; i < verdicts.length; i++) {
      if (verdicts[i] == null) {
        float[] row = Arrays.copyOfRange(rows, next * width, (next + 1) * width);
        verdicts[i] = scored(labels[next], ofFrames[next].energy(), found[next], row);
        next++;
      }
    }
    return List.of(verdicts);
  }

  private Scored scored(int predicted, double energy, Neighbours found, float[] enhanced) {
    double score = sisome.score(energy, reference.rule().novelty(found));
    double pValue = reference.calibration().sisome().pValue(score);
    return new Scored(predicted, found, found.ratio(), energy, score, pValue, enhanced);
  }
}
