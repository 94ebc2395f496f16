package io.sisom.frame;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What an image is by its first bytes, whatever its file is called. */
public final class ImageSignature {
  /** So many bytes are enough to tell. */
  public static final int BYTES = Long.BYTES;

  private ImageSignature() {}

  /** The frame encoding: jpeg, png or none of the two. */
  public static Optional<String> encoding(byte[] image) {
    if (JpegMarkers.hasSignature(image)) {
      return Optional.of("jpeg");
    }
    return image.length >= BYTES && ByteBuffer.wrap(image).getLong() == PngChunks.SIGNATURE
        ? Optional.of("png")
        : Optional.empty();
  }
}
