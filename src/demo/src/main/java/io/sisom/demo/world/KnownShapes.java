package io.sisom.demo.world;

import java.awt.Color;
import java.awt.GradientPaint;

/** Outlines of the known kinds, in {@link Brush}'s square. */
final class KnownShapes {
  private static final Color RUBBER = new Color(35, 35, 38);
  private static final Color GLASS = new Color(190, 220, 235);
  private static final Color PALE = new Color(240, 240, 235);
  private static final Color STEEL = new Color(130, 134, 140);

  private KnownShapes() {}

  static void cone(Brush brush, Look look) {
    Color body = look.between(0.015f, 0.075f, 0.95f, 1f);
    brush.polygon(body.darker(), -0.42, 0.42, 0.42, 0.42, 0.46, 0.5, -0.46, 0.5);
    brush.polygon(body, -0.06, -0.5, 0.06, -0.5, 0.32, 0.43, -0.32, 0.43);
    coneBand(brush, PALE, -0.22, -0.04);
    coneBand(brush, PALE, 0.12, 0.28);
  }

  private static void coneBand(Brush brush, Color color, double top, double bottom) {
    double a = 0.06 + 0.26 * (top + 0.5) / 0.93;
    double b = 0.06 + 0.26 * (bottom + 0.5) / 0.93;
    brush.polygon(color, -a, top, a, top, b, bottom, -b, bottom);
  }

  static void ball(Brush brush, Look look) {
    Color dark = look.paint().darker();
    brush.disc(
        new GradientPaint(-0.25f, -0.15f, look.paint().brighter(), 0.35f, 0.5f, dark),
        0,
        0.08,
        0.42);
    brush.ellipse(PALE, 0, 0.08, 0.13, 0.42);
    brush.ellipse(look.paint(), 0, 0.08, 0.06, 0.42);
    brush.disc(new Color(255, 255, 255, 170), -0.17, -0.12, 0.07);
  }

  static void crate(Brush brush, Look look) {
    Color wood = look.between(0.06f, 0.1f, 0.6f, 0.72f);
    Color frame = wood.darker();
    brush.box(wood, -0.45, -0.4, 0.45, 0.5);
    for (double y : new double[] {-0.22, -0.04, 0.14, 0.32}) {
      brush.box(frame.darker(), -0.45, y - 0.008, 0.45, y + 0.008);
    }
    brush.polygon(frame, -0.45, 0.36, -0.33, 0.36, 0.45, -0.26, 0.45, -0.4, 0.33, -0.4, -0.45, 0.2);
    brush.box(frame, -0.45, -0.4, -0.33, 0.5);
    brush.box(frame, 0.33, -0.4, 0.45, 0.5);
    brush.box(frame, -0.45, -0.4, 0.45, -0.28);
    brush.box(frame, -0.45, 0.38, 0.45, 0.5);
  }

  static void tree(Brush brush, Look look) {
    Color leaves = look.between(0.24f, 0.38f, 0.7f, 0.55f);
    brush.polygon(new Color(96, 66, 40), -0.06, 0, 0.06, 0, 0.1, 0.5, -0.1, 0.5);
    brush.disc(leaves.darker(), -0.2, 0.02, 0.2);
    brush.disc(leaves.darker(), 0.2, 0.02, 0.2);
    brush.disc(leaves, 0, -0.2, 0.3);
    brush.disc(leaves, -0.17, -0.06, 0.17);
    brush.disc(leaves.brighter(), -0.08, -0.3, 0.13);
  }

  static void car(Brush brush, Look look) {
    Color body = look.paint();
    brush.polygon(body.darker(), -0.36, 0.08, -0.2, -0.18, 0.18, -0.18, 0.36, 0.08);
    brush.polygon(GLASS, -0.27, 0.06, -0.16, -0.12, -0.02, -0.12, -0.02, 0.06);
    brush.polygon(GLASS, 0.03, 0.06, 0.03, -0.12, 0.15, -0.12, 0.26, 0.06);
    brush.polygon(body, -0.6, 0.16, -0.5, 0.07, 0.5, 0.07, 0.6, 0.16, 0.6, 0.34, -0.6, 0.34);
    brush.box(PALE, 0.5, 0.13, 0.59, 0.2);
    brush.box(new Color(200, 20, 20), -0.59, 0.13, -0.52, 0.2);
    for (double x : new double[] {-0.34, 0.34}) {
      brush.disc(RUBBER, x, 0.35, 0.15);
      brush.disc(STEEL, x, 0.35, 0.07);
    }
  }

  static void person(Brush brush, Look look) {
    Color skin = look.between(0.05f, 0.08f, 0.5f, 0.85f);
    Color trousers = look.second().darker();
    brush.line(trousers, 0.11, -0.07, 0.14, -0.1, 0.45);
    brush.line(trousers, 0.11, 0.07, 0.14, 0.12, 0.45);
    brush.line(look.paint().darker(), 0.085, -0.14, -0.2, -0.24, 0.08);
    brush.line(look.paint().darker(), 0.085, 0.14, -0.2, 0.25, 0.06);
    brush.polygon(look.paint(), -0.17, -0.26, 0.17, -0.26, 0.13, 0.16, -0.13, 0.16);
    brush.disc(skin, 0, -0.38, 0.12);
    brush.ellipse(RUBBER, 0, -0.46, 0.11, 0.05);
  }

  static void sign(Brush brush, Look look) {
    Color face =
        look.shade() < 0.5f
            ? look.between(0.97f, 1.0f, 0.9f, 0.9f)
            : look.between(0.58f, 0.64f, 0.9f, 0.9f);
    brush.box(STEEL, -0.03, 0, 0.03, 0.5);
    octagon(brush, PALE, 0.32);
    octagon(brush, face, 0.28);
    brush.box(PALE, -0.19, -0.23, 0.19, -0.13);
  }

  private static void octagon(Brush brush, Color color, double radius) {
    double[] corners = new double[16];
    for (int i = 0; i < 8; i++) {
      double angle = Math.PI / 8 + i * Math.PI / 4;
      corners[2 * i] = radius * Math.cos(angle);
      corners[2 * i + 1] = -0.18 + radius * Math.sin(angle);
    }
    brush.polygon(color, corners);
  }

  static void barrel(Brush brush, Look look) {
    Color metal = look.between(0.5f, 0.68f, 0.75f, 0.75f);
    brush.ellipse(metal.darker(), 0, 0.42, 0.3, 0.08);
    brush.box(
        new GradientPaint(-0.3f, 0, metal.darker(), -0.02f, 0, metal.brighter(), true),
        -0.3,
        -0.38,
        0.3,
        0.42);
    for (double y : new double[] {-0.14, 0.16}) {
      brush.box(metal.darker().darker(), -0.32, y - 0.025, 0.32, y + 0.025);
    }
    brush.ellipse(metal.brighter(), 0, -0.38, 0.3, 0.08);
    brush.ellipse(metal.darker().darker(), 0, -0.38, 0.24, 0.055);
  }
}
