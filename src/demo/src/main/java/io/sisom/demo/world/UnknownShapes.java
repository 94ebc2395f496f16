package io.sisom.demo.world;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;

/** Outlines of the unknown kinds, in {@link Brush}'s square. */
final class UnknownShapes {
  private static final Color HIDE = new Color(235, 190, 90);
  private static final Color PATCH = new Color(140, 80, 30);

  private UnknownShapes() {}

  /** A wide dome of gores in alternating colors with a scalloped rim, on a hooked stick. */
  static void umbrella(Brush brush, Look look) {
    Color stick = new Color(60, 40, 30);
    brush.line(stick, 0.045, 0, -0.45, 0, 0.38);
    brush.graphics().setStroke(new BasicStroke(0.045f));
    brush.graphics().draw(new Arc2D.Double(0, 0.3, 0.16, 0.18, 180, 180, Arc2D.OPEN));
    int gores = 6;
    for (int i = 0; i < gores; i++) {
      double left = -0.6 + 1.2 * i / gores;
      double right = left + 1.2 / gores;
      Path2D gore = new Path2D.Double();
      gore.moveTo(0, -0.48);
      gore.quadTo(left, -0.42, left, 0.04);
      gore.quadTo((left + right) / 2, -0.1, right, 0.04);
      gore.quadTo(right, -0.42, 0, -0.48);
      brush.path(i % 2 == 0 ? look.paint() : Color.WHITE, gore);
    }
  }

  /** A long neck over a spotted body on four thin legs. */
  static void giraffe(Brush brush, Look look) {
    for (double x : new double[] {-0.26, -0.16, 0.06, 0.15}) {
      brush.line(HIDE.darker(), 0.05, x, 0.18, x, 0.48);
    }
    brush.ellipse(HIDE, -0.06, 0.14, 0.28, 0.14);
    brush.polygon(HIDE, 0.06, 0.08, 0.22, 0.16, 0.34, -0.4, 0.24, -0.42);
    brush.polygon(HIDE, 0.22, -0.44, 0.34, -0.46, 0.5, -0.34, 0.47, -0.28, 0.28, -0.34);
    brush.line(PATCH, 0.03, 0.27, -0.44, 0.25, -0.52);
    brush.line(PATCH, 0.03, -0.33, 0.1, -0.4, 0.28);
    double wobble = 0.02 * look.shade();
    double[][] patches = {
      {-0.24, 0.1},
      {-0.12, 0.06},
      {-0.16, 0.19},
      {-0.03, 0.16},
      {0.05, 0.07},
      {0.1, 0.18},
      {0.18, 0},
      {0.2, -0.12},
      {0.25, -0.22},
      {0.27, -0.33}
    };
    for (double[] patch : patches) {
      brush.disc(PATCH, patch[0] + wobble, patch[1], 0.04);
    }
  }

  /** A diamond of four colors, high in the air, with a long tail of bows. */
  static void kite(Brush brush, Look look) {
    Color[] sails = {look.paint(), look.second(), look.paint().brighter(), new Color(250, 220, 40)};
    brush.polygon(sails[0], 0, -0.5, -0.36, -0.2, 0, -0.2);
    brush.polygon(sails[1], 0, -0.5, 0.36, -0.2, 0, -0.2);
    brush.polygon(sails[2], 0, 0.22, 0.36, -0.2, 0, -0.2);
    brush.polygon(sails[3], 0, 0.22, -0.36, -0.2, 0, -0.2);
    brush.line(Color.DARK_GRAY, 0.02, 0, 0.22, 0.1, 0.32, -0.06, 0.42, 0.08, 0.52);
    double[][] bows = {{0.1, 0.32}, {-0.06, 0.42}, {0.08, 0.52}};
    for (int i = 0; i < bows.length; i++) {
      double x = bows[i][0];
      double y = bows[i][1];
      brush.polygon(
          sails[i], x - 0.08, y - 0.05, x + 0.08, y + 0.05, x + 0.08, y - 0.05, x - 0.08, y + 0.05);
    }
  }
}
