package io.sisom.frame;

import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;

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
   * @return the pixels, to be closed; of gray three channels, too
   * @throws FrameFaultException where libjpeg-turbo refuses or mistrusts the picture all the same
   */
  DecodedPicture decode(JpegWriter jpeg, JpegHeader header, int reduction)
      throws FrameFaultException {
    int[] warnings = {0};
    PIX pix =
        pixReadMemJpeg(jpeg.buffer(), jpeg.size(), NO_COLORMAP, reduction, warnings, NO_HINTS);
    if (pix == null || pix.isNull()) {
      throw JpegFaults.unread("libjpeg-turbo refuses it");
    }
    NativePixels pixels = new NativePixels(pix);
    boolean asExpected =
        pixels.width() == reduced(header.width(), reduction)
            && pixels.height() == reduced(header.height(), reduction);
    if (!asExpected || warnings[0] > 0) {
      pixels.close();
      throw JpegFaults.unread("libjpeg-turbo has " + warnings[0] + " complaints about its data");
    }
    return new DecodedPicture(pixels, header.width(), header.height(), reduction);
  }

  /** A side after a reduction. */
  static int reduced(int side, int reduction) {
    return (side + reduction - 1) / reduction;
  }
}
