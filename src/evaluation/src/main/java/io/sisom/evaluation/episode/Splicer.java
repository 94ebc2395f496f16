package io.sisom.evaluation.episode;

import io.sisom.method.FrameShape;
import java.util.List;

/** Changes frames as a plan says; the frames given are left as they are. */
public final class Splicer {
  private static final int VEIL = 205;
  private static final double CLEAR_BELOW = 0.3;
  private static final int MOST_RADIUS_OF_SIDE = 8;

  private final FrameShape shape;
  private final List<byte[]> objects;
  private final List<byte[]> places;

  /**
   * With pictures in the frames' shape.
   *
   * @param objects to paste
   * @param places to show instead
   */
  public Splicer(FrameShape shape, List<byte[]> objects, List<byte[]> places) {
    this.shape = shape;
    this.objects = List.copyOf(objects);
    this.places = List.copyOf(places);
  }

  /**
   * A frame with the novelty in it.
   *
   * @param frame which one of the splice's, from 0
   * @param planes of the stream's frame
   */
  public byte[] apply(Splice splice, int frame, byte[] planes) {
    return switch (splice.kind()) {
      case OBJECT -> object(splice, frame, planes);
      case PLACE -> shifted(places.get(splice.picture()), frame * splice.dx(), frame * splice.dy());
      case FOG -> fog(splice.strength(), planes);
      case DARK -> dark(splice.strength(), planes);
      case BLUR -> blurred(splice.strength(), planes);
    };
  }

  private byte[] object(Splice splice, int frame, byte[] planes) {
    byte[] picture = objects.get(splice.picture());
    Mask mask = splice.mask();
    int left = (int) Math.round(mask.x() + frame * splice.dx());
    int top = (int) Math.round(mask.y() + frame * splice.dy());
    byte[] made = planes.clone();
    for (int y = Math.max(0, top); y < Math.min(shape.height(), top + mask.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(shape.width(), left + mask.width()); x++) {
        double u = (x - left + 0.5) / mask.width();
        double v = (y - top + 0.5) / mask.height();
        if (Math.hypot(2 * u - 1, 2 * v - 1) <= 1) {
          for (int c = 0; c < shape.channels(); c++) {
            made[at(c, y, x)] =
                picture[at(c, (int) (v * shape.height()), (int) (u * shape.width()))];
          }
        }
      }
    }
    return made;
  }

  /** Mirrored at the edges. */
  private byte[] shifted(byte[] picture, double right, double down) {
    byte[] made = new byte[picture.length];
    int dx = (int) Math.round(right);
    int dy = (int) Math.round(down);
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          made[at(c, y, x)] =
              picture[at(c, mirrored(y - dy, shape.height()), mirrored(x - dx, shape.width()))];
        }
      }
    }
    return made;
  }

  private static int mirrored(int place, int side) {
    int turn = Math.floorMod(place, 2 * side);
    return turn < side ? turn : 2 * side - 1 - turn;
  }

  private byte[] fog(double strength, byte[] planes) {
    byte[] made = new byte[planes.length];
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        double veil = strength * (1 - CLEAR_BELOW * y / shape.height());
        for (int x = 0; x < shape.width(); x++) {
          int pixel = planes[at(c, y, x)] & 0xff;
          made[at(c, y, x)] = (byte) Math.round(pixel + veil * (VEIL - pixel));
        }
      }
    }
    return made;
  }

  private static byte[] dark(double strength, byte[] planes) {
    byte[] made = new byte[planes.length];
    for (int i = 0; i < planes.length; i++) {
      made[i] = (byte) Math.round((planes[i] & 0xff) * (1 - strength));
    }
    return made;
  }

  /** Means over squares, twice, up to an eighth of the side in radius. */
  private byte[] blurred(double strength, byte[] planes) {
    int most = Math.max(1, shape.width() / MOST_RADIUS_OF_SIDE);
    int radius = Math.max(1, (int) Math.round(strength * most));
    return means(means(planes, radius), radius);
  }

  private byte[] means(byte[] planes, int radius) {
    byte[] made = new byte[planes.length];
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          made[at(c, y, x)] = (byte) Math.round(mean(planes, c, y, x, radius));
        }
      }
    }
    return made;
  }

  private double mean(byte[] planes, int c, int y, int x, int radius) {
    long sum = 0;
    int count = 0;
    for (int v = Math.max(0, y - radius); v <= Math.min(shape.height() - 1, y + radius); v++) {
      for (int u = Math.max(0, x - radius); u <= Math.min(shape.width() - 1, x + radius); u++) {
        sum += planes[at(c, v, u)] & 0xff;
        count++;
      }
    }
    return (double) sum / count;
  }

  private int at(int channel, int y, int x) {
    return (channel * shape.height() + y) * shape.width() + x;
  }
}
