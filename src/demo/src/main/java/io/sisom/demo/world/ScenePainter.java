package io.sisom.demo.world;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints a scene. Needs no display. */
final class ScenePainter {
  static final int WIDTH = 128;
  static final int HEIGHT = 96;

  private static final int SPECKS = 60;

  private ScenePainter() {}

  /** The picture, {@link #WIDTH} x {@link #HEIGHT} pixels, {@link BufferedImage#TYPE_INT_RGB}. */
  static BufferedImage paint(Scene scene) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    backdrop(graphics, scene);
    object(graphics, scene);
    light(graphics, scene.light());
    graphics.dispose();
    return image;
  }

  private static void backdrop(Graphics2D graphics, Scene scene) {
    Backdrop backdrop = scene.backdrop();
    int horizon = (int) Math.round(backdrop.horizon() * HEIGHT);
    graphics.setPaint(new GradientPaint(0, 0, backdrop.skyTop(), 0, horizon, backdrop.skyLow()));
    graphics.fillRect(0, 0, WIDTH, horizon);
    graphics.setPaint(
        new GradientPaint(0, horizon, backdrop.soil().brighter(), 0, HEIGHT, backdrop.soil()));
    graphics.fillRect(0, horizon, WIDTH, HEIGHT - horizon);
    switch (backdrop.ground()) {
      case TILES -> tiles(graphics, backdrop, horizon, scene.drift());
      case ROAD -> road(graphics, horizon);
      case GRASS -> specks(graphics, backdrop, horizon);
    }
  }

  private static void tiles(Graphics2D graphics, Backdrop backdrop, int horizon, double drift) {
    graphics.setPaint(backdrop.soil().darker());
    for (int i = -6; i <= 6; i++) {
      graphics.drawLine(WIDTH / 2 + i * 8, horizon, WIDTH / 2 + i * 34, HEIGHT);
    }
    for (int row = 0; row < 6; row++) {
      double depth = (row + drift - Math.floor(drift)) / 6;
      int y = horizon + (int) Math.round(depth * depth * (HEIGHT - horizon));
      graphics.drawLine(0, y, WIDTH, y);
    }
  }

  private static void road(Graphics2D graphics, int horizon) {
    graphics.setPaint(new Color(235, 235, 225));
    for (int side : new int[] {-1, 1}) {
      Path2D edge = new Path2D.Double();
      edge.moveTo(WIDTH / 2.0 + side * 14, horizon);
      edge.lineTo(WIDTH / 2.0 + side * 16, horizon);
      edge.lineTo(WIDTH / 2.0 + side * 62, HEIGHT);
      edge.lineTo(WIDTH / 2.0 + side * 56, HEIGHT);
      edge.closePath();
      graphics.fill(edge);
    }
  }

  private static void specks(Graphics2D graphics, Backdrop backdrop, int horizon) {
    SplittableRandom random = new SplittableRandom(backdrop.textureSeed());
    for (int i = 0; i < SPECKS; i++) {
      graphics.setPaint(i % 2 == 0 ? backdrop.soil().darker() : backdrop.soil().brighter());
      graphics.fillRect(
          random.nextInt(WIDTH), random.nextInt(horizon, HEIGHT), random.nextInt(2, 5), 2);
    }
  }

  private static void object(Graphics2D graphics, Scene scene) {
    AffineTransform upright = graphics.getTransform();
    double side = scene.size() * HEIGHT;
    double feetX = scene.x() * WIDTH;
    double feetY = scene.y() * HEIGHT;
    if (scene.kind() != ObjectKind.KITE) {
      new Brush(graphics).ellipse(new Color(0, 0, 0, 70), feetX, feetY, side * 0.42, side * 0.06);
    }
    graphics.translate(feetX, feetY);
    graphics.rotate(scene.turn());
    graphics.scale(side, side);
    graphics.translate(0, -0.5);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    scene.kind().draw(new Brush(graphics), scene.look());
    graphics.setTransform(upright);
  }

  private static void light(Graphics2D graphics, double light) {
    Color veil =
        light <= 1
            ? new Color(0f, 0f, 0f, (float) (1 - light))
            : new Color(1f, 1f, 1f, (float) Math.min(1, light - 1));
    graphics.setPaint(veil);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
  }
}
