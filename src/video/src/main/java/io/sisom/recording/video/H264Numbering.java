package io.sisom.recording.video;

import java.util.List;

/**
 * How the pictures of an H.264 stream are numbered, out of its sequence parameter set (H.264,
 * 7.3.2.1).
 *
 * @param bits of a picture's number, 4 to 16
 * @param gaps whether numbers may be left out though nothing is missing
 * @param separatePlanes whether slices name their color plane
 */
record H264Numbering(int bits, boolean gaps, boolean separatePlanes) {
  private static final List<Long> WITH_CHROMA =
      List.of(100L, 110L, 122L, 244L, 44L, 83L, 86L, 118L, 128L, 138L, 139L, 134L, 135L);
  private static final int MAX_EXTRA_BITS = 12;
  private static final int MAX_CYCLE = 255;
  private static final int PLANES_444 = 3;

  /** The number of a parameter set, and what it says. */
  record Set(long id, H264Numbering numbering) {}

  /**
   * Reads a sequence parameter set.
   *
   * @param bits after the unit's head
   * @return an id below 0 where it breaks the rules
   */
  static Set read(BitReader bits) {
    long profile = bits.bits(8);
    bits.bits(16);
    long id = bits.unsigned();
    boolean separate = false;
    if (WITH_CHROMA.contains(profile)) {
      long chroma = bits.unsigned();
      separate = chroma == PLANES_444 && bits.flag();
      bits.unsigned();
      bits.unsigned();
      bits.flag();
      if (bits.flag()) {
        skipScaling(bits, chroma == PLANES_444 ? 12 : 8);
      }
    }
    long extra = bits.unsigned();
    skipOrder(bits);
    bits.unsigned();
    boolean gaps = bits.flag();
    boolean sound = bits.whole() && extra <= MAX_EXTRA_BITS;
    return new Set(
        sound ? id : -1, new H264Numbering(4 + (int) (sound ? extra : 0), gaps, separate));
  }

  private static void skipScaling(BitReader bits, int lists) {
    for (int list = 0; list < lists; list++) {
      if (bits.flag()) {
        long last = 8;
        long next = 8;
        for (int i = 0; i < (list < 6 ? 16 : 64); i++) {
          if (next != 0) {
            next = last + bits.signed() & 255;
          }
          last = next == 0 ? last : next;
        }
      }
    }
  }

  private static void skipOrder(BitReader bits) {
    long type = bits.unsigned();
    if (type == 0) {
      bits.unsigned();
    } else if (type == 1) {
      bits.flag();
      bits.signed();
      bits.signed();
      long cycle = Math.min(MAX_CYCLE, bits.unsigned());
      for (long i = 0; i < cycle; i++) {
        bits.signed();
      }
    }
  }
}
