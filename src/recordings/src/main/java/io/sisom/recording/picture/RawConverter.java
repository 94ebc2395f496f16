package io.sisom.recording.picture;

import io.sisom.recording.message.ImageMessage;

/** Makes pixels of raw images. What they claim is checked before anything is allocated for it. */
final class RawConverter {
  private final PictureChoices choices;

  RawConverter(PictureChoices choices) {
    this.choices = choices;
  }

  PackedPixels pixels(ImageMessage.Raw raw) throws RefusedImageException {
    String encoding = choices.encoding().orElse(raw.encoding());
    RawLayout layout = RawEncodings.layout(encoding, choices.depth());
    String claim =
        "%dx%d %s step %d has %d bytes"
            .formatted(
                raw.width(),
                raw.height(),
                Foreign.plain(encoding),
                raw.step(),
                raw.data().remaining());
    if (raw.width() < 1 || raw.height() < 1) {
      throw new RefusedImageException(claim + ", and no pixels");
    }
    long pixels = (long) raw.width() * raw.height();
    if (pixels > choices.maxPixels()) {
      throw new RefusedImageException(
          "%s and %d pixels, more than %d".formatted(claim, pixels, choices.maxPixels()));
    }
    long step = step(raw, layout, claim);
    long needed = layout.bytes(raw.width(), raw.height(), step);
    if (needed > raw.data().remaining()) {
      throw new RefusedImageException("%s, needs %d".formatted(claim, needed));
    }
    return layout.unpack(
        new RawRows(
            raw.data().duplicate().order(RawRows.order(raw.bigEndian())),
            raw.width(),
            raw.height(),
            (int) step));
  }

  private static long step(ImageMessage.Raw raw, RawLayout layout, String claim)
      throws RefusedImageException {
    long row = layout.rowBytes(raw.width());
    if (raw.step() == 0) {
      return row;
    }
    // What a row is when luma and color lie apart is agreed nowhere; the length tells.
    long tight = layout.bytes(raw.width(), raw.height(), row);
    if (layout instanceof PlanarYuvLayout && raw.data().remaining() == tight) {
      return row;
    }
    if (raw.step() < row) {
      throw new RefusedImageException("%s, a row alone needs %d".formatted(claim, row));
    }
    return raw.step();
  }
}
