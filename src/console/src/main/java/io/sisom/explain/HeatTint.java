package io.sisom.explain;

import io.sisom.frame.FramePng;
import io.sisom.method.FrameShape;
import io.sisom.network.HeatMap;

/**
 * Lays a heat map over the part of a picture that the network saw, the centre crop of its input's
 * proportions. The rest is dimmed.
 */
final class HeatTint implements FramePng.Tint {
  /** Dark violet to red to light yellow, in equal steps of lightness. */
  private static final int[] COLOURS = {0x1b0c41, 0x781c6d, 0xcf4446, 0xfb9b06, 0xfcffa4};

  private static final double STRONGEST = 0.75;
  private static final double DIMMED = 0.45;

  private final HeatMap map;
  private final FrameShape input;
  private final double largest;

  HeatTint(HeatMap map, FrameShape input) {
    this.map = map;
    this.input = input;
    this.largest = map.largest();
  }

  @Override
  public int at(int x, int y, int width, int height, int rgb) {
    double scale = Math.min((double) width / input.width(), (double) height / input.height());
    double seenWidth = scale * input.width();
    double seenHeight = scale * input.height();
    double across = (x + 0.5 - (width - seenWidth) / 2) / seenWidth;
    double down = (y + 0.5 - (height - seenHeight) / 2) / seenHeight;
    if (across < 0 || across > 1 || down < 0 || down > 1) {
      return mixed(rgb, 0, DIMMED);
    }
    double heat = largest == 0 ? 0 : Math.max(0, map.at(across, down)) / largest;
    return Double.isFinite(heat) ? mixed(rgb, colour(heat), STRONGEST * Math.sqrt(heat)) : rgb;
  }

  private static int colour(double heat) {
    double place = heat * (COLOURS.length - 1);
    int below = Math.min(COLOURS.length - 2, (int) place);
    return mixed(COLOURS[below], COLOURS[below + 1], place - below);
  }

  private static int mixed(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double value = (from >> shift & 0xff) * (1 - share) + (to >> shift & 0xff) * share;
      mixed |= (int) Math.round(value) << shift;
    }
    return mixed;
  }
}
