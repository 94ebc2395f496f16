package io.sisom.frame;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates and unfilters a PNG's rows one by one (PNG specification, third edition, sections 9 and
 * 10).
 */
final class PngRows implements AutoCloseable {
  private final Inflater inflater = new Inflater();
  private final Iterator<ByteBuffer> pieces;
  private final int step;
  private byte[] row;
  private byte[] above;

  /**
   * Rows of a picture.
   *
   * @param longest bytes of its longest row, without the filter type
   */
  PngRows(PngChunks png, int longest) {
    this.pieces = png.data().iterator();
    this.step = png.header().step();
    this.row = new byte[step + longest];
    this.above = new byte[step + longest];
  }

  /** A new pass begins: its first row has none above it. */
  void startPass() {
    java.util.Arrays.fill(row, (byte) 0);
  }

  /** How many bytes before a row's first pixel are nothing, in what {@link #next} returns. */
  int offset() {
    return step;
  }

  /** The next row's bytes behind {@link #offset()}; good until the next call. */
  byte[] next(int length) throws FrameFaultException {
    byte[] spare = above;
    above = row;
    row = spare;
    // The filter type lies before the pixels, where filters look for a pixel of zeros.
    inflate(step - 1, 1 + length);
    int filter = row[step - 1];
    row[step - 1] = 0;
    unfilter(filter, step + length);
    return row;
  }

  private void inflate(int from, int length) throws FrameFaultException {
    int at = from;
    int end = from + length;
    try {
      while (at < end) {
        int got = inflater.inflate(row, at, end - at);
        at += got;
        if (got == 0) {
          feed();
        }
      }
    } catch (DataFormatException e) {
      throw PngChunks.damaged("its image data cannot be inflated");
    }
  }

  private void feed() throws FrameFaultException {
    if (inflater.finished() || !pieces.hasNext()) {
      throw new FrameFaultException(
          FrameFault.TRUNCATED, "png image data is cut short: it ends before its last row");
    }
    if (inflater.needsDictionary()) {
      throw PngChunks.damaged("its image data asks for a dictionary");
    }
    inflater.setInput(pieces.next());
  }

  private void unfilter(int filter, int end) throws FrameFaultException {
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = step; i < end; i++) {
          row[i] += row[i - step];
        }
      }
      case 2 -> {
        for (int i = step; i < end; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = step; i < end; i++) {
          row[i] += (byte) ((row[i - step] & 0xff) + (above[i] & 0xff) >> 1);
        }
      }
      case 4 -> {
        for (int i = step; i < end; i++) {
          row[i] += paeth(row[i - step] & 0xff, above[i] & 0xff, above[i - step] & 0xff);
        }
      }
      default -> throw PngChunks.damaged("a row has the unknown filter " + filter);
    }
  }

  private static byte paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return (byte) left;
    }
    return (byte) (toUp <= toCorner ? up : corner);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
