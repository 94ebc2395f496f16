package io.sisom.demo.world;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Draws in an object's own square: x and y from -0.5 to 0.5, y downward, feet at 0.5. All shapes
 * are closed and filled unless the method says otherwise.
 */
record Brush(Graphics2D graphics) {
  void disc(Paint paint, double x, double y, double radius) {
    ellipse(paint, x, y, radius, radius);
  }

  void ellipse(Paint paint, double x, double y, double radiusX, double radiusY) {
    graphics.setPaint(paint);
    graphics.fill(new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY));
  }

  void box(Paint paint, double left, double top, double right, double bottom) {
    graphics.setPaint(paint);
    graphics.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
  }

  /** Corners as x, y, x, y ... */
  void polygon(Paint paint, double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    graphics.setPaint(paint);
    graphics.fill(path);
  }

  void path(Paint paint, Path2D path) {
    graphics.setPaint(paint);
    graphics.fill(path);
  }

  /** An open line of the given width with round ends; points as x, y, x, y ... */
  void line(Color color, double width, double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    graphics.setPaint(color);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
  }
}
