package io.sisom.frame;

/**
 * Looks for a JPEG's markers (ITU-T T.81, annex B) before it is decoded, since the decoder fills up
 * what is missing with grey and runs any number of passes over the picture.
 */
final class JpegCheck {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int MOST_SCANS = 128;

  private JpegCheck() {}

  static boolean hasSignature(byte[] data) {
    return data.length >= 3
        && (data[0] & 0xff) == 0xFF
        && (data[1] & 0xff) == 0xD8
        && (data[2] & 0xff) == 0xFF;
  }

  /** Refuses a picture that does not end, or that is painted over absurdly often. */
  static void check(byte[] jpeg) throws FrameFaultException {
    int scans = 0;
    int lastScan = -1;
    int lastEnd = -1;
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xFF) {
        int marker = jpeg[i + 1] & 0xff;
        if (marker == START_OF_SCAN) {
          scans++;
          lastScan = i;
        } else if (marker == END_OF_IMAGE) {
          lastEnd = i;
        }
      }
    }
    if (scans > MOST_SCANS) {
      throw new FrameFaultException(
          Fault.BOMB, "jpeg data holds " + scans + " scans, more than the limit of " + MOST_SCANS);
    }
    if (lastEnd < lastScan || lastEnd < 0) {
      throw new FrameFaultException(
          Fault.TRUNCATED,
          "jpeg data of " + jpeg.length + " bytes is cut short: no end-of-image marker");
    }
  }
}
