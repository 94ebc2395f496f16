package io.sisom.recording.picture;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.PictureReader;
import io.sisom.frame.PictureReader.Answer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a picture looks like, in 64 bits (a difference hash): the picture as 9x8 means of gray, and
 * a bit for each that is darker than the one to its right. Pictures that look alike differ in few
 * bits, whatever their size and encoding; ask {@link #distance}. A picture of one color has no bits
 * set. Safe for use by many threads.
 */
public final class PictureHash {
  private static final int COLUMNS = 9;
  private static final int ROWS = 8;

  /** Files are decoded in about this size. */
  private static final int LONGEST = 144;

  private final PictureReader reader;

  /** A hash of pictures up to so many pixels. */
  public PictureHash(int maxPixels) {
    FrameLimits limits = new FrameLimits(1, maxPixels, Optional.empty());
    this.reader = new PictureReader(new FrameDecoder(limits));
  }

  /** The hash; empty where the picture cannot be decoded. */
  public OptionalLong of(FramePicture picture) {
    if (picture.encoding().equals("rgb8")) {
      return OptionalLong.of(bits(picture.width(), picture.height(), 3, 1, picture.bytes()));
    }
    if (reader.reduced(picture.bytes(), LONGEST) instanceof Answer.Read<PictureReader.Pixels> it) {
      PictureReader.Pixels pixels = it.value();
      int plane = pixels.width() * pixels.height();
      return OptionalLong.of(bits(pixels.width(), pixels.height(), 1, plane, pixels.planar()));
    }
    return OptionalLong.empty();
  }

  /** In how many of 64 bits two pictures differ. */
  public static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  private static long bits(int width, int height, int across, int plane, byte[] bytes) {
    long bits = 0;
    for (int row = 0; row < ROWS; row++) {
      int top = row * height / ROWS;
      int bottom = Math.max(top + 1, (row + 1) * height / ROWS);
      double left = 0;
      for (int column = 0; column < COLUMNS; column++) {
        int from = column * width / COLUMNS;
        int to = Math.max(from + 1, (column + 1) * width / COLUMNS);
        long sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = from; x < to; x++) {
            int at = (y * width + x) * across;
            // Luma in whole numbers (ITU-R 601), in thousandths.
            sum +=
                299L * (bytes[at] & 0xff)
                    + 587L * (bytes[at + plane] & 0xff)
                    + 114L * (bytes[at + 2 * plane] & 0xff);
          }
        }
        double mean = (double) sum / ((long) (bottom - top) * (to - from));
        if (column > 0) {
          bits = bits << 1 | (left < mean ? 1 : 0);
        }
        left = mean;
      }
    }
    return bits;
  }
}
