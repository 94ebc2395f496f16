package io.sisom.recording.picture;

import java.nio.ByteOrder;

/**
 * Samples pixel by pixel; of 16 bits the higher 8 are taken, as the frame decoder does with PNG.
 *
 * @param samples of a pixel
 * @param sampleBytes 1 or 2
 * @param red which sample is red; -1: the first is gray
 * @param blue which sample is blue; green is the second
 */
record InterleavedLayout(int samples, int sampleBytes, int red, int blue) implements RawLayout {
  static InterleavedLayout gray(int sampleBytes) {
    return new InterleavedLayout(1, sampleBytes, -1, -1);
  }

  static InterleavedLayout rgb(int samples, int sampleBytes) {
    return new InterleavedLayout(samples, sampleBytes, 0, 2);
  }

  static InterleavedLayout bgr(int samples, int sampleBytes) {
    return new InterleavedLayout(samples, sampleBytes, 2, 0);
  }

  @Override
  public long rowBytes(int width) {
    return (long) width * samples * sampleBytes;
  }

  @Override
  public PackedPixels unpack(RawRows rows) {
    int width = rows.width();
    PackedPixels out = PackedPixels.blank(width, rows.height(), red < 0 ? 1 : 3);
    byte[] row = new byte[(int) rowBytes(width)];
    int pixel = samples * sampleBytes;
    int high = sampleBytes == 2 && rows.data().order() == ByteOrder.LITTLE_ENDIAN ? 1 : 0;
    int to = 0;
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, row, row.length);
      if (pixel == out.channels() && red <= 0) {
        System.arraycopy(row, 0, out.bytes(), to, row.length);
        to += row.length;
        continue;
      }
      for (int at = high; at < row.length; at += pixel) {
        if (red < 0) {
          out.bytes()[to++] = row[at];
        } else {
          out.bytes()[to++] = row[at + red * sampleBytes];
          out.bytes()[to++] = row[at + sampleBytes];
          out.bytes()[to++] = row[at + blue * sampleBytes];
        }
      }
    }
    return out;
  }
}
