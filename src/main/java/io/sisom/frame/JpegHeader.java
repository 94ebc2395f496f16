package io.sisom.frame;

import java.util.Optional;

/**
 * What stands before a JPEG's first scan (ITU-T T.81, annex B), where it is of the ordinary kind
 * that every decoder reads alike: baseline or progressive, 8 bits, grey or YCbCr beyond doubt, its
 * chroma at full or half size.
 *
 * @param width columns, 0 or more
 * @param height rows, 0 or more
 */
record JpegHeader(int width, int height) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;

  /** The header of an ordinary JPEG; empty where it is anything else. */
  static Optional<JpegHeader> ofOrdinary(byte[] jpeg) {
    return new Walk(jpeg).header();
  }

  /** One walk over the marker segments. */
  private static final class Walk {
    private final byte[] jpeg;
    private int at = 2;
    private int frame = -1;
    private boolean jfif;
    private boolean exif;
    private int adobeTransform = -1;

    Walk(byte[] jpeg) {
      this.jpeg = jpeg;
    }

    Optional<JpegHeader> header() {
      while (at + 4 <= jpeg.length && at(at) == 0xFF) {
        int marker = at(at + 1);
        int length = word(at + 2);
        if (marker == 0xFF) {
          at++; // fill
        } else if (marker == START_OF_SCAN) {
          return frame < 0 ? Optional.empty() : ofFrame();
        } else if (marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD9) || length < 2) {
          return Optional.empty();
        } else if (at + 2 + length > jpeg.length || !take(marker, length)) {
          return Optional.empty();
        } else {
          at += 2 + length;
        }
      }
      return Optional.empty();
    }

    /** Whether the picture may still be an ordinary one. */
    private boolean take(int marker, int length) {
      boolean frameHeader = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8;
      if (frameHeader) {
        boolean first = frame < 0;
        frame = at;
        // Baseline, extended, progressive; all with Huffman codes.
        return first && marker <= 0xC2 && length >= 11 && length == 8 + 3 * at(at + 9);
      }
      jfif |= marker == APP0 && startsWith(length, "JFIF\0");
      exif |= marker == APP1 && startsWith(length, "Exif\0");
      if (marker == APP14 && length >= 14 && startsWith(length, "Adobe")) {
        adobeTransform = at(at + 15);
      }
      return true;
    }

    private Optional<JpegHeader> ofFrame() {
      int components = at(frame + 9);
      boolean ordinary =
          at(frame + 4) == 8
              && (components == 1 || (components == 3 && hasChroma() && colourIsCertain()));
      return ordinary
          ? Optional.of(new JpegHeader(word(frame + 7), word(frame + 5)))
          : Optional.empty();
    }

    /** Where nothing tells, decoders guess, and not all the same. */
    private boolean colourIsCertain() {
      boolean numbered =
          at(frame + 10) == 1 && at(frame + 13) == 2 && at(frame + 16) == 3; // Y, Cb, Cr
      return numbered && (adobeTransform >= 0 ? adobeTransform == 1 : jfif || exif);
    }

    private boolean hasChroma() {
      int luma = at(frame + 11);
      boolean known = luma == 0x11 || luma == 0x21 || luma == 0x22;
      return known && at(frame + 14) == 0x11 && at(frame + 17) == 0x11;
    }

    private boolean startsWith(int length, String name) {
      for (int i = 0; i < name.length(); i++) {
        if (2 + i >= length || at(at + 4 + i) != name.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private int at(int index) {
      return jpeg[index] & 0xff;
    }

    private int word(int index) {
      return at(index) << 8 | at(index + 1);
    }
  }
}
