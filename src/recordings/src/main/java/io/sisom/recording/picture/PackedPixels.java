package io.sisom.recording.picture;

import java.util.List;

/**
 * Pixels of 8 bits in memory, row by row without gaps.
 *
 * @param width columns
 * @param height rows
 * @param channels 3 (red, green, blue) or 1 (gray)
 * @param bytes unsigned samples; the owner may change them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record PackedPixels(int width, int height, int channels, byte[] bytes) {
  static PackedPixels blank(int width, int height, int channels) {
    return new PackedPixels(width, height, channels, new byte[channels * width * height]);
  }

  /** From planes of red, green and blue. */
  static PackedPixels ofPlanes(int width, int height, byte[] planar) {
    PackedPixels packed = blank(width, height, 3);
    int size = width * height;
    for (int i = 0; i < size; i++) {
      packed.bytes[3 * i] = planar[i];
      packed.bytes[3 * i + 1] = planar[size + i];
      packed.bytes[3 * i + 2] = planar[2 * size + i];
    }
    return packed;
  }

  /** Red, green and blue of each pixel; gray is repeated. */
  byte[] rgb() {
    if (channels == 3) {
      return bytes;
    }
    byte[] rgb = new byte[3 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      rgb[3 * i] = bytes[i];
      rgb[3 * i + 1] = bytes[i];
      rgb[3 * i + 2] = bytes[i];
    }
    return rgb;
  }

  /** Blackens the masks. */
  PackedPixels masked(List<Mask> masks) {
    masks.forEach(mask -> mask.blacken(bytes, width, height, channels));
    return this;
  }
}
