package io.sisom.reference;

import io.sisom.reference.Verdict.NotScorable;
import io.sisom.reference.Verdict.Scored;
import io.sisom.sisom.FeatureMap;
import io.sisom.sisom.FloatFeatures;
import io.sisom.sisom.KnownSet;
import io.sisom.sisom.Logits;
import io.sisom.sisom.Neighbours;
import io.sisom.sisom.Sisome;

/** Scores frames against one reference set. Pure, and safe to share between threads. */
public final class FrameScorer {
  private final ReferenceSet reference;
  private final KnownSet known;
  private final Sisome sisome;

  public FrameScorer(ReferenceSet reference) {
    this.reference = reference;
    this.known =
        KnownSet.of(
            reference.known().features(), reference.known().labels(), reference.head().classes());
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
    int classes = reference.head().classes();
    Logits ofFrame = Logits.of(logits, row * classes, classes);
    if (!ofFrame.areFinite()) {
      return new NotScorable("the model's logits for this frame are not finite numbers");
    }
    FeatureMap features = reference.rule().features();
    float[] enhanced = new float[features.width()];
    int offset = row * features.layout().width();
    if (!features.enhance(taps, tapGrads, offset, enhanced, 0)) {
      return new NotScorable("the model's features for this frame are not finite numbers");
    }
    int predicted = ofFrame.pseudoClass();
    Neighbours found =
        reference
            .rule()
            .nearest(known, FloatFeatures.ofRow(enhanced), 0, predicted, Neighbours.NONE);
    double energy = ofFrame.energy();
    double score = sisome.score(energy, reference.rule().novelty(found));
    double pValue = reference.calibration().sisome().pValue(score);
    return new Scored(predicted, found, found.ratio(), energy, score, pValue, enhanced);
  }
}
