package io.sisom.recording.picture;

import java.util.List;
import java.util.Optional;

/**
 * What a user chose for the pictures of a feed.
 *
 * @param encoding of raw images, in place of what their driver says; empty: believe the driver
 * @param depth how depth becomes gray; empty: depth is refused
 * @param masks rectangles that become black
 * @param large how pictures beyond {@code maxBytes} are written
 * @param maxBytes largest picture that a frame takes, bytes
 * @param maxPixels most pixels of a picture, 1 to 268,435,456
 */
public record PictureChoices(
    Optional<String> encoding,
    Optional<DepthMapping> depth,
    List<Mask> masks,
    LargeFrames large,
    int maxBytes,
    int maxPixels) {
  private static final int MAX_PIXELS = 1 << 28;

  /** Keeps a copy. */
  public PictureChoices {
    masks = List.copyOf(masks);
    if (maxBytes < 1 || maxPixels < 1 || maxPixels > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a picture has 1 byte or more and 1 to %d pixels, not %d and %d"
              .formatted(MAX_PIXELS, maxBytes, maxPixels));
    }
  }

  /** The driver is believed, depth refused, nothing masked; 8 MiB, 16,777,216 pixels, PNG. */
  public static PictureChoices defaults() {
    return new PictureChoices(
        Optional.empty(), Optional.empty(), List.of(), LargeFrames.PNG, 8 << 20, 1 << 24);
  }

  /** With another encoding of raw images. */
  public PictureChoices withEncoding(String named) {
    return new PictureChoices(Optional.of(named), depth, masks, large, maxBytes, maxPixels);
  }

  /** With every driver believed. */
  public PictureChoices withoutEncoding() {
    return new PictureChoices(Optional.empty(), depth, masks, large, maxBytes, maxPixels);
  }

  /** With depth as gray. */
  public PictureChoices withDepth(DepthMapping mapping) {
    return new PictureChoices(encoding, Optional.of(mapping), masks, large, maxBytes, maxPixels);
  }

  /** With other masks. */
  public PictureChoices withMasks(List<Mask> rectangles) {
    return new PictureChoices(encoding, depth, rectangles, large, maxBytes, maxPixels);
  }

  /** With another bound, and what happens beyond. */
  public PictureChoices withLarge(LargeFrames written, int bytes) {
    return new PictureChoices(encoding, depth, masks, written, bytes, maxPixels);
  }
}
