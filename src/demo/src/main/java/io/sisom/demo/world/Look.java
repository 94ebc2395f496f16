package io.sisom.demo.world;

import java.awt.Color;
import java.util.SplittableRandom;

/**
 * How one object of its kind differs from the next.
 *
 * @param paint main color of things that come in any color
 * @param second another color
 * @param shade 0 to 1, for things of one color in many shades
 */
record Look(Color paint, Color second, float shade) {
  static Look random(SplittableRandom random) {
    float hue = (float) random.nextDouble();
    Color paint = vivid(hue, random);
    Color second = vivid(hue + 0.3f + 0.4f * (float) random.nextDouble(), random);
    return new Look(paint, second, (float) random.nextDouble());
  }

  /** The hue, saturation and brightness of a range, at this object's shade. */
  Color between(float hueFrom, float hueTo, float saturation, float brightness) {
    return Color.getHSBColor(
        hueFrom + (hueTo - hueFrom) * shade, saturation, brightness * (0.85f + 0.15f * shade));
  }

  private static Color vivid(float hue, SplittableRandom random) {
    return Color.getHSBColor(
        hue,
        0.65f + 0.3f * (float) random.nextDouble(),
        0.6f + 0.35f * (float) random.nextDouble());
  }
}
