package io.sisom.frame;

import io.sisom.method.FrameShape;

/** A picture whose header has been read and checked, and none of whose pixels are decoded yet. */
interface EncodedPicture {
  int width();

  int height();

  /** Bytes on the heap that decoding takes at most, the result among them. */
  long heap(FrameShape target);

  /** Bytes that native code takes beside. */
  default long outside(FrameShape target) {
    return 0;
  }

  /**
   * Three planes of the picture, of a JPEG reduced as far as {@code target} allows.
   *
   * @throws FrameFaultException where its data is cut short, damaged or of a kind not read here
   */
  DecodedPicture decode(FrameShape target) throws FrameFaultException;

  /**
   * Pixels as they are.
   *
   * @param interleaved whether they come pixel by pixel, not plane by plane
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Raw(int width, int height, boolean interleaved, byte[] bytes) implements EncodedPicture {
    @Override
    public long heap(FrameShape target) {
      return 0;
    }

    @Override
    public DecodedPicture decode(FrameShape target) {
      return DecodedPicture.whole(
          interleaved
              ? new InterleavedRows(height, width, bytes)
              : new Planes(3, height, width, bytes));
    }
  }
}
