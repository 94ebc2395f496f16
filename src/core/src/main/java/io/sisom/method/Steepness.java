package io.sisom.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The sigmoid's steepness α of each tap (Eq. 12, 13). A tap of steepness 0 is switched off: its
 * units would all be ½, so they are left out of the enhanced feature altogether.
 *
 * @param layout of the taps
 * @param alphas one for each tap, finite, 0 or more
 */
public record Steepness(TapLayout layout, List<Double> alphas) {

  /** Throws {@link IllegalArgumentException} where an α is missing, negative or not finite. */
  public Steepness {
    alphas = List.copyOf(alphas);
    Shapes.requireLength("steepness", alphas.size(), layout.taps().size());
    for (double alpha : alphas) {
      if (!(alpha >= 0) || Double.isInfinite(alpha)) {
        throw new IllegalArgumentException(
            "steepness: " + alpha + " is not finite and 0 or more, in " + alphas);
      }
    }
  }

  /**
   * As set by name; taps not named are switched off.
   *
   * @param byTap every key the name of a tap of the layout
   */
  public static Steepness absolute(TapLayout layout, Map<String, Double> byTap) {
    for (String name : byTap.keySet()) {
      if (!layout.names().contains(name)) {
        throw new IllegalArgumentException(
            "steepness: no tap is named " + name + "; there are " + layout.names());
      }
    }
    return new Steepness(
        layout, layout.names().stream().map(name -> byTap.getOrDefault(name, 0.0)).toList());
  }

  /**
   * {@code α_j = a / rms(h⊙g)_j}: the same {@code a} means the same bend of the sigmoid on every
   * network and tap. A tap without signal (rms 0) is switched off.
   *
   * @param a above 0; the argument of the sigmoid at one rms
   * @param rms root mean square of h⊙g of each tap, as of {@link TapSignal}
   */
  public static Steepness relative(TapLayout layout, double a, double[] rms) {
    Shapes.requireLength("rms", rms.length, layout.taps().size());
    List<Double> alphas = new ArrayList<>(rms.length);
    for (double signal : rms) {
      double alpha = a / signal;
      alphas.add(signal > 0 && Double.isFinite(alpha) ? alpha : 0.0);
    }
    return new Steepness(layout, alphas);
  }

  /** The same with all other taps switched off. */
  public Steepness only(List<String> names) {
    List<Double> kept = new ArrayList<>(alphas);
    for (int t = 0; t < kept.size(); t++) {
      if (!names.contains(layout.taps().get(t).name())) {
        kept.set(t, 0.0);
      }
    }
    return new Steepness(layout, kept);
  }

  /** Names of the taps that are switched on, in the layout's order. */
  public List<String> active() {
    return layout.taps().stream()
        .filter(tap -> alphas.get(layout.taps().indexOf(tap)) > 0)
        .map(TapLayout.Tap::name)
        .toList();
  }

  /** Units of the taps that are switched on: the width of the enhanced feature. */
  public int activeUnits() {
    return units().length;
  }

  /** Index in the taps' row of each active unit, ascending. */
  int[] units() {
    int[] units = new int[layout.width()];
    int count = 0;
    for (int t = 0; t < alphas.size(); t++) {
      TapLayout.Tap tap = layout.taps().get(t);
      for (int u = 0; alphas.get(t) > 0 && u < tap.width(); u++) {
        units[count++] = tap.offset() + u;
      }
    }
    return Arrays.copyOf(units, count);
  }

  /** α of each active unit, in the order of {@link #units()}. */
  double[] perUnit() {
    double[] perUnit = new double[activeUnits()];
    int next = 0;
    for (int t = 0; t < alphas.size(); t++) {
      int width = alphas.get(t) > 0 ? layout.taps().get(t).width() : 0;
      Arrays.fill(perUnit, next, next + width, alphas.get(t));
      next += width;
    }
    return perUnit;
  }
}
