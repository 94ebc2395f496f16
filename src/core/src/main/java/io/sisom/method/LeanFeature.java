package io.sisom.method;

import java.util.List;
import java.util.Set;

/**
 * The lean score's feature: {@code h_t / max(‖h_t‖₂, 1e-12)} of each chosen tap t, concatenated. No
 * gradient and no sigmoid, so the scale of a tap does not matter, nor whether it was pooled by mean
 * or by sum. Each tap's part has length 1, or 0 where the tap is silent.
 *
 * <p>Units may go in as their signed square roots, {@code sign(h)·√|h|}: few strong channels then
 * do not decide alone, and distances of non-negative activations are Hellinger's (power
 * normalization, Perronnin et al., ECCV 2010; RootSIFT, Arandjelović and Zisserman, CVPR 2012).
 */
public final class LeanFeature implements FeatureMap {
  private static final double LEAST_NORM = 1e-12;

  private final TapLayout layout;
  private final List<TapLayout.Tap> taps;
  private final boolean root;
  private final int width;

  /**
   * Of chosen taps.
   *
   * @param names at least one, each a tap of the layout; their order does not matter
   */
  public LeanFeature(TapLayout layout, List<String> names) {
    this(layout, names, false);
  }

  /**
   * The same, of units or of their roots.
   *
   * @param root whether units go in as their signed square roots
   */
  public LeanFeature(TapLayout layout, List<String> names, boolean root) {
    this.root = root;
    if (names.isEmpty() || !layout.names().containsAll(names)) {
      throw new IllegalArgumentException(
          "lean feature: taps " + names + " must be some of " + layout.names());
    }
    this.layout = layout;
    this.taps = layout.taps().stream().filter(tap -> names.contains(tap.name())).toList();
    this.width = taps.stream().mapToInt(TapLayout.Tap::width).sum();
  }

  /** The taps to take unless told otherwise: the middle one and the last. */
  public static List<String> defaultTaps(TapLayout layout) {
    List<String> names = layout.names();
    int last = names.size() - 1;
    int middle = last / 2;
    return middle == last ? List.of(names.get(last)) : List.of(names.get(middle), names.get(last));
  }

  @Override
  public TapLayout layout() {
    return layout;
  }

  /** Names of the chosen taps, in the layout's order. */
  public List<String> taps() {
    return taps.stream().map(TapLayout.Tap::name).toList();
  }

  /** Whether units go in as their signed square roots. */
  public boolean root() {
    return root;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean needsGradients() {
    return false;
  }

  @Override
  public Set<String> gradientTaps() {
    return Set.of();
  }

  @Override
  public boolean enhance(float[] h, float[] grads, int offset, float[] out, int outOffset) {
    int next = outOffset;
    boolean finite = true;
    for (TapLayout.Tap tap : taps) {
      int from = offset + tap.offset();
      double squares = 0;
      for (int k = from; k < from + tap.width(); k++) {
        squares += root ? Math.abs((double) h[k]) : (double) h[k] * h[k];
      }
      finite &= Double.isFinite(squares);
      double norm = Math.max(Math.sqrt(squares), LEAST_NORM);
      for (int k = from; k < from + tap.width(); k++) {
        out[next++] = (float) (value(h[k]) / norm);
      }
    }
    return finite;
  }

  @Override
  public boolean enhance(double[] h, double[] grads, int offset, double[] out, int outOffset) {
    int next = outOffset;
    boolean finite = true;
    for (TapLayout.Tap tap : taps) {
      int from = offset + tap.offset();
      double squares = 0;
      for (int k = from; k < from + tap.width(); k++) {
        squares += root ? Math.abs(h[k]) : h[k] * h[k];
      }
      finite &= Double.isFinite(squares);
      double norm = Math.max(Math.sqrt(squares), LEAST_NORM);
      for (int k = from; k < from + tap.width(); k++) {
        out[next++] = value(h[k]) / norm;
      }
    }
    return finite;
  }

  private double value(double unit) {
    return root ? Math.copySign(Math.sqrt(Math.abs(unit)), unit) : unit;
  }
}
