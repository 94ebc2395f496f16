package io.sisom.frame;

/**
 * One component of a JPEG's frame header.
 *
 * @param id the number by which scans name it
 * @param across its horizontal sampling factor, 1 to 4
 * @param down its vertical sampling factor, 1 to 4
 * @param quantizer number of its quantization table, 0 to 3
 */
record JpegComponent(int id, int across, int down, int quantizer) {
  int blocksOfUnit() {
    return across * down;
  }
}
