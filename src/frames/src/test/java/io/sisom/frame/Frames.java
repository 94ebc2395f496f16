package io.sisom.frame;

import io.sisom.schema.SensorFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import javax.imageio.ImageIO;

/** Frames and pictures for tests. */
final class Frames {
  private Frames() {}

  static SensorFrame frame(String encoding, int width, int height, byte[] content) {
    return new SensorFrame(
        "cam-1",
        "cam",
        Instant.EPOCH,
        encoding,
        width,
        height,
        ByteBuffer.wrap(content),
        null,
        null,
        Map.of());
  }

  static SensorFrame empty(String encoding) {
    return new SensorFrame(
        "cam-1", "cam", Instant.EPOCH, encoding, 0, 0, null, null, null, Map.of());
  }

  static SensorFrame at(String uri, String encoding) {
    return new SensorFrame(
        "cam-1", "cam", Instant.EPOCH, encoding, 0, 0, null, uri, null, Map.of());
  }

  /** A picture with a red left half and a blue right half. */
  static byte[] picture(String format, int type, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D brush = image.createGraphics();
    brush.setColor(Color.RED);
    brush.fillRect(0, 0, width / 2, height);
    brush.setColor(Color.BLUE);
    brush.fillRect(width / 2, 0, width - width / 2, height);
    brush.dispose();
    return encoded(format, image);
  }

  static byte[] encoded(String format, BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
