package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.model.Activations;
import io.sisom.sisom.TapLayout.Tap;
import java.util.ArrayList;
import java.util.List;

/**
 * Neuron activation coverage (NAC-UE): how often the known frames brought each neuron's state
 * {@code σ(α · h ⊙ g)} where the frame brings it, averaged over neurons, then over layers; less is
 * more novel. Liu, Tian, Li, Ma and Wang, "Neuron Activation Coverage: Rethinking
 * Out-of-distribution Detection and Generalization", ICLR 2024. Intervals, and the 1,000 known
 * frames coverage is built from, are those of the authors' OpenOOD code.
 *
 * <p>The paper tunes steepness per network on novel validation frames; nothing is tuned here.
 */
public final class Nac implements Detector {
  private static final int BUILD_FRAMES = 1000;

  private final List<NacLayer> layers;

  /**
   * NAC over given layers.
   *
   * @param layers taps the layout does not have are passed over
   */
  public Nac(List<NacLayer> layers) {
    this.layers = List.copyOf(layers);
  }

  @Override
  public String name() {
    return "NAC";
  }

  @Override
  public String source() {
    return "Liu et al., ICLR 2024";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    List<Coverage> coverages = new ArrayList<>();
    int[] rows = evenlySpaced(known.features().frames());
    for (Tap tap : known.layout().taps()) {
      for (NacLayer layer : layers) {
        if (layer.tap().equals(tap.name())) {
          coverages.add(Coverage.of(known.features(), rows, tap, layer));
        }
      }
    }
    if (coverages.isEmpty()) {
      throw new IllegalArgumentException(
          "NAC: no tap of %s among the layers it is set for".formatted(known.layout().names()));
    }
    return frames -> negatedMean(coverages, frames);
  }

  private static double[] negatedMean(List<Coverage> coverages, Activations frames) {
    double[] scores = new double[frames.frames()];
    for (int i = 0; i < scores.length; i++) {
      for (Coverage coverage : coverages) {
        scores[i] -= coverage.meanAt(frames, i) / coverages.size();
      }
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
