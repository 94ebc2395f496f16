package io.sisom.frame;

import java.util.Arrays;

/** Goes from marker to marker of a JPEG (ITU-T T.81, B.1.1), past what lies between. */
final class JpegMarkers {
  static final int START_OF_IMAGE = 0xD8;
  static final int END_OF_IMAGE = 0xD9;
  static final int START_OF_SCAN = 0xDA;
  private static final int LENGTH = 2;

  private final byte[] jpeg;
  private int at;

  /** Behind the marker that starts the picture. */
  JpegMarkers(byte[] jpeg) {
    this.jpeg = jpeg;
    this.at = 2;
  }

  static boolean hasSignature(byte[] data) {
    return data.length >= 3
        && (data[0] & 0xff) == 0xFF
        && (data[1] & 0xff) == START_OF_IMAGE
        && (data[2] & 0xff) == 0xFF;
  }

  /** Where the next byte is read. */
  int position() {
    return at;
  }

  /** Goes on at another byte. */
  void position(int next) {
    at = next;
  }

  /**
   * The next marker's second byte; stray bytes before it are passed over, as decoders do.
   *
   * @throws FrameFaultException where there is none before the data ends
   */
  int next() throws FrameFaultException {
    for (; at + 1 < jpeg.length; at++) {
      int second = jpeg[at + 1] & 0xff;
      if (jpeg[at] == (byte) 0xFF && second != 0 && second != 0xFF) {
        at += 2;
        return second;
      }
    }
    throw JpegFaults.cut(jpeg.length, "no end-of-image marker");
  }

  /** The content of the segment whose marker was just read. */
  byte[] content() throws FrameFaultException {
    int length = at + LENGTH <= jpeg.length ? (jpeg[at] & 0xff) << 8 | jpeg[at + 1] & 0xff : 0;
    if (at + LENGTH > jpeg.length || at + length > jpeg.length) {
      throw JpegFaults.cut(jpeg.length, "a marker segment at byte " + (at - 2) + " has no end");
    }
    if (length < LENGTH) {
      throw JpegFaults.damaged("a marker segment of length " + length);
    }
    byte[] content = Arrays.copyOfRange(jpeg, at + LENGTH, at + length);
    at += length;
    return content;
  }
}
