package io.sisom.frame;

import java.util.List;

/**
 * A JPEG's frame header (ITU-T T.81, B.2.2): Huffman coded, 8 bits, 1, 3 or 4 components.
 *
 * @param progressive whether spectral selection and successive approximation are in use
 * @param width columns
 * @param height rows
 * @param components in the order of the header
 */
record JpegHeader(boolean progressive, int width, int height, List<JpegComponent> components) {
  private static final int BLOCK = 8;

  int mostAcross() {
    return components.stream().mapToInt(JpegComponent::across).max().orElse(1);
  }

  int mostDown() {
    return components.stream().mapToInt(JpegComponent::down).max().orElse(1);
  }

  /** Columns of interleaved units (MCU). */
  int unitsAcross() {
    return over(width, BLOCK * mostAcross());
  }

  int unitsDown() {
    return over(height, BLOCK * mostDown());
  }

  /** Columns of blocks that hold something of the picture. */
  int blocksAcross(JpegComponent component) {
    return over((long) width * component.across(), BLOCK * mostAcross());
  }

  int blocksDown(JpegComponent component) {
    return over((long) height * component.down(), BLOCK * mostDown());
  }

  private static int over(long size, int step) {
    return (int) ((size + step - 1) / step);
  }

  /** Samples of all components together. */
  long samples() {
    long samples = 0;
    for (JpegComponent component : components) {
      samples += (long) unitsAcross() * unitsDown() * component.blocksOfUnit() * BLOCK * BLOCK;
    }
    return samples;
  }
}
