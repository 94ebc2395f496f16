package io.sisom.frame;

import java.util.List;

/**
 * What a JPEG's components mean. Where nothing says so, the guess is libjpeg's, and so that of
 * every program built on it.
 */
enum JpegColor {
  GRAY,
  YCBCR,
  RGB,
  /** Inverted, as Adobe's programs write it, marked or not: Pillow takes it so, too. */
  CMYK,
  /** CMYK of which C, M and Y became luma and chroma. */
  YCCK;

  /** Where no Adobe segment was seen. */
  static final int NO_TRANSFORM = -1;

  /**
   * The meaning of 1, 3 or 4 components.
   *
   * @param jfif whether a JFIF segment was seen
   * @param transform of the Adobe segment, or {@link #NO_TRANSFORM}
   */
  static JpegColor of(List<JpegComponent> components, boolean jfif, int transform) {
    if (components.size() == 1) {
      return GRAY;
    }
    if (components.size() == 4) {
      return transform <= 0 ? CMYK : YCCK;
    }
    if (jfif || transform > 0) {
      return YCBCR;
    }
    boolean named =
        components.get(0).id() == 'R'
            && components.get(1).id() == 'G'
            && components.get(2).id() == 'B';
    return transform == 0 || named ? RGB : YCBCR;
  }
}
