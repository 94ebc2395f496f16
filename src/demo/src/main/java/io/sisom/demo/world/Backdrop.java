package io.sisom.demo.world;

import java.awt.Color;
import java.util.SplittableRandom;

/**
 * The place behind an object.
 *
 * @param ground what the robot drives on
 * @param skyTop color at the upper edge
 * @param skyLow color at the horizon
 * @param soil color of the ground
 * @param horizon share of the picture's height above the ground, 0 to 1
 * @param textureSeed of the ground's specks
 */
record Backdrop(
    Ground ground, Color skyTop, Color skyLow, Color soil, double horizon, long textureSeed) {
  enum Ground {
    TILES,
    ROAD,
    GRASS
  }

  static Backdrop random(SplittableRandom random) {
    Ground ground = Ground.values()[random.nextInt(Ground.values().length)];
    float gray = (float) random.nextDouble(0.45, 0.75);
    Color soil =
        switch (ground) {
          case TILES -> Color.getHSBColor((float) random.nextDouble(0.05, 0.15), 0.2f, gray);
          case ROAD -> Color.getHSBColor(0.6f, 0.05f, gray * 0.75f);
          case GRASS ->
              Color.getHSBColor(
                  (float) random.nextDouble(0.18, 0.3),
                  (float) random.nextDouble(0.25, 0.5),
                  gray * 0.9f);
        };
    boolean indoors = ground == Ground.TILES;
    float hue = (float) (indoors ? random.nextDouble(0.05, 0.2) : random.nextDouble(0.53, 0.62));
    float saturation = (float) (indoors ? 0.08 : random.nextDouble(0.1, 0.5));
    float brightness = (float) random.nextDouble(0.7, 0.95);
    return new Backdrop(
        ground,
        Color.getHSBColor(hue, saturation, brightness),
        Color.getHSBColor(hue, saturation * 0.4f, Math.min(1, brightness + 0.05f)),
        soil,
        random.nextDouble(0.45, 0.62),
        random.nextLong());
  }
}
