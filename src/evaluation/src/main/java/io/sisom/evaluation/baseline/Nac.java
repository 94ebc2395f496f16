package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Activations;
import io.sisom.method.TapLayout.Tap;
import io.sisom.method.TapSignal;
import java.util.List;

/**
 * Neuron activation coverage (NAC-UE) of the last tap: how often the known frames brought each
 * neuron's state {@code σ(α · h ⊙ g)} where the frame brings it, averaged over neurons; less is
 * more novel. Liu, Tian, Li, Ma and Wang, "Neuron Activation Coverage: Rethinking
 * Out-of-distribution Detection and Generalization", ICLR 2024. The layer, the 50 thresholds, the
 * 50 frames that fill an interval and the 1,000 known frames coverage is built from are those of
 * the authors' OpenOOD settings for CIFAR-10.
 *
 * <p>The published steepness, 100, was tuned for one network on novel validation frames, and on
 * another it saturates every state. Here it is {@code 3 / rms(h ⊙ g)} over the known frames: the 3
 * was picked among seven values from 0.01 to 100 by AUROC on Tiny ImageNet's validation frames,
 * over a ResNet-20 and a ResNet-56, after figures on other sets had been seen too. NAC alone of
 * these detectors has that favor.
 */
public final class Nac implements Detector {
  private static final int BUILD_FRAMES = 1000;
  private static final double STEEPNESS = 3;

  @Override
  public String name() {
    return "NAC";
  }

  @Override
  public String source() {
    return "Liu et al., ICLR 2024; last layer, steepness by rms";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    List<Tap> taps = known.layout().taps();
    double rms = signal(known).rms()[taps.size() - 1];
    // Without any signal every state is ½ whatever the steepness.
    double steepness = rms > 0 ? STEEPNESS / rms : STEEPNESS;
    int[] rows = evenlySpaced(known.features().frames());
    Coverage coverage = Coverage.of(known.features(), rows, taps.get(taps.size() - 1), steepness);
    return frames -> negatedMeans(coverage, frames);
  }

  private static TapSignal signal(KnownTable known) {
    Activations features = known.features();
    TapSignal signal = new TapSignal(known.layout());
    for (int i = 0; i < features.frames(); i++) {
      signal.add(features.taps(), features.tapGradients(), i * features.width());
    }
    return signal;
  }

  private static double[] negatedMeans(Coverage coverage, Activations frames) {
    double[] scores = new double[frames.frames()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -coverage.meanAt(frames, i);
    }
    return scores;
  }

  private static int[] evenlySpaced(int frames) {
    int[] rows = new int[Math.min(BUILD_FRAMES, frames)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) ((long) i * frames / rows.length);
    }
    return rows;
  }
}
