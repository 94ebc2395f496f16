package io.sisom.frame;

import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixGetWpl;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;

import java.nio.IntBuffer;
import java.util.Optional;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libjpeg-turbo, as Leptonica brings it along. It reads ordinary JPEGs pixel for pixel as the JDK
 * does, and faster; and it can reduce a picture while it decodes it, by leaving out the high
 * frequencies of each block. Safe for use by many threads.
 */
final class NativeJpeg {
  private static final Logger log = LoggerFactory.getLogger(NativeJpeg.class);
  private static final int NO_COLORMAP = 0;
  private static final int NO_HINTS = 0;

  /**
   * Above the last level: Leptonica prints nothing. libjpeg-turbo itself prints what it complains
   * about, so nothing reaches it that it would complain about.
   */
  private static final int SILENT = 6;

  private NativeJpeg() {}

  /** The decoder; empty, with a line in the log, where this machine cannot load it. */
  static Optional<NativeJpeg> load() {
    try {
      leptonica.setMsgSeverity(SILENT);
      return Optional.of(new NativeJpeg());
    } catch (LinkageError e) {
      log.atWarn()
          .addKeyValue("reason", String.valueOf(e.getMessage()))
          .log("libjpeg-turbo cannot be loaded: the JDK decodes JPEG, which is slower");
      return Optional.empty();
    }
  }

  /**
   * Decodes a picture that has been found whole.
   *
   * @param jpeg as of {@link JpegReader#copy}
   * @param reduction 1, 2, 4 or 8
   * @return three planes, grey repeated
   * @throws FrameFaultException where libjpeg-turbo refuses or mistrusts the picture all the same
   */
  Picture decode(JpegWriter jpeg, JpegHeader header, int reduction) throws FrameFaultException {
    int[] warnings = {0};
    PIX pix =
        pixReadMemJpeg(jpeg.buffer(), jpeg.size(), NO_COLORMAP, reduction, warnings, NO_HINTS);
    if (pix == null || pix.isNull()) {
      throw JpegFaults.unread("libjpeg-turbo refuses it");
    }
    try {
      int width = pixGetWidth(pix);
      int height = pixGetHeight(pix);
      boolean asExpected =
          width == reduced(header.width(), reduction)
              && height == reduced(header.height(), reduction);
      if (!asExpected || warnings[0] > 0) {
        throw JpegFaults.unread("libjpeg-turbo has " + warnings[0] + " complaints about its data");
      }
      Planes planes = pixGetDepth(pix) == 8 ? grey(pix) : colour(pix);
      return new Picture(planes, header.width(), header.height(), reduction);
    } finally {
      pixDestroy(pix);
    }
  }

  /** A side after a reduction. */
  static int reduced(int side, int reduction) {
    return (side + reduction - 1) / reduction;
  }

  /** One word a pixel, red in the highest byte. */
  private static Planes colour(PIX pix) {
    int width = pixGetWidth(pix);
    int height = pixGetHeight(pix);
    int size = width * height;
    byte[] planar = new byte[3 * size];
    IntBuffer words = words(pix);
    int[] row = new int[pixGetWpl(pix)];
    for (int at = 0; at < size; ) {
      words.get(row);
      for (int x = 0; x < width; x++, at++) {
        planar[at] = (byte) (row[x] >> 24);
        planar[size + at] = (byte) (row[x] >> 16);
        planar[2 * size + at] = (byte) (row[x] >> 8);
      }
    }
    return new Planes(3, height, width, planar);
  }

  /** Four pixels a word, the first in the highest byte. */
  private static Planes grey(PIX pix) {
    int width = pixGetWidth(pix);
    int height = pixGetHeight(pix);
    int size = width * height;
    byte[] planar = new byte[3 * size];
    IntBuffer words = words(pix);
    int[] row = new int[pixGetWpl(pix)];
    for (int at = 0; at < size; ) {
      words.get(row);
      for (int x = 0; x < width; x++, at++) {
        planar[at] = (byte) (row[x / 4] >> (24 - 8 * (x % 4)));
      }
    }
    System.arraycopy(planar, 0, planar, size, size);
    System.arraycopy(planar, 0, planar, 2 * size, size);
    return new Planes(3, height, width, planar);
  }

  private static IntBuffer words(PIX pix) {
    return pixGetData(pix).capacity((long) pixGetWpl(pix) * pixGetHeight(pix)).asBuffer();
  }
}
