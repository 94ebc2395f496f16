package io.sisom.method;

import java.util.List;
import java.util.Set;

/**
 * The lean score's feature with a little of the paper's: the enhanced units of the last two taps,
 * scaled and put behind the normalized activations, so that one distance sees both. Where a frame
 * excites the usual channels but the classes would be swayed by unusual ones, only the second part
 * shows it.
 *
 * <p>The sigmoid is taken where it is all but straight (steepness 0.1 over the tap's rms): a unit
 * is then about {@code a/4} times its signal over the rms, and the part's length about {@code
 * a/4·√units}. It is brought to {@code share} of one tap's length, by a power of two: multiplying
 * by that loses nothing, so that devices compute the same numbers.
 */
public final class SalientLeanFeature implements FeatureMap {
  private static final double STEEPNESS = 0.1;
  private static final int TAPS = 2;

  private final LeanFeature lean;
  private final Enhancement salient;
  private final double scale;

  /**
   * Of parts as they are read from a file.
   *
   * @param scale of the salient units; finite, above 0
   */
  public SalientLeanFeature(LeanFeature lean, Enhancement salient, double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("salient part: scale " + scale + " is not above 0");
    }
    if (!lean.layout().equals(salient.layout())) {
      throw new IllegalArgumentException("salient part: its taps are not those of the lean part");
    }
    this.lean = lean;
    this.salient = salient;
    this.scale = scale;
  }

  /**
   * For one model.
   *
   * @param rms of h⊙g of each tap, as of {@link TapSignal}
   * @param share length of the salient part against that of one tap's normalized activations, about
   */
  static SalientLeanFeature of(LeanFeature lean, double[] rms, double share) {
    TapLayout layout = lean.layout();
    Steepness steepness = Steepness.relative(layout, STEEPNESS, rms).only(taps(layout));
    double length = STEEPNESS / 4 * Math.sqrt(Math.max(1, steepness.activeUnits()));
    double scale = Math.pow(2, Math.rint(Math.log(share / length) / Math.log(2)));
    return new SalientLeanFeature(lean, new Enhancement(steepness), scale);
  }

  /** Names of the taps whose gradients it reads: the last two. */
  static List<String> taps(TapLayout layout) {
    List<String> names = layout.names();
    return names.subList(Math.max(0, names.size() - TAPS), names.size());
  }

  /** The normalized activations. */
  public LeanFeature lean() {
    return lean;
  }

  /** The enhanced units, before they are scaled. */
  public Enhancement salient() {
    return salient;
  }

  /** What enhanced units are multiplied by. */
  public double scale() {
    return scale;
  }

  @Override
  public TapLayout layout() {
    return lean.layout();
  }

  @Override
  public int width() {
    return lean.width() + salient.width();
  }

  @Override
  public boolean needsGradients() {
    return true;
  }

  @Override
  public Set<String> gradientTaps() {
    return salient.gradientTaps();
  }

  @Override
  public boolean enhance(float[] h, float[] grads, int offset, float[] out, int outOffset) {
    int from = outOffset + lean.width();
    boolean finite =
        lean.enhance(h, grads, offset, out, outOffset)
            & salient.enhance(h, grads, offset, out, from);
    for (int u = from; u < from + salient.width(); u++) {
      out[u] = (float) (out[u] * scale);
    }
    return finite;
  }

  @Override
  public boolean enhance(double[] h, double[] grads, int offset, double[] out, int outOffset) {
    int from = outOffset + lean.width();
    boolean finite =
        lean.enhance(h, grads, offset, out, outOffset)
            & salient.enhance(h, grads, offset, out, from);
    for (int u = from; u < from + salient.width(); u++) {
      out[u] *= scale;
    }
    return finite;
  }
}
