package io.sisom.recording.picture;

/** How the pixels of a raw encoding lie in memory, and how they become red, green and blue. */
interface RawLayout {
  /** Bytes of a row without padding. */
  long rowBytes(int width);

  /** Bytes that the whole picture needs, of the last row only those that are pixels. */
  default long bytes(int width, int height, long step) {
    return step * (height - 1L) + rowBytes(width);
  }

  /** The picture. */
  PackedPixels unpack(RawRows rows) throws RefusedImageException;
}
