package io.sisom.frame;

/**
 * Walks over a band of AC coefficients of a progressive scan (ITU-T T.81, G.1.2.2 and G.1.2.3).
 * Later scans send a bit for every coefficient that is not zero, so those are remembered: one bit
 * each, a word a block.
 */
final class AcWalk implements UnitWalk {
  private static final int ZEROS = 15;

  private final HuffmanTable table;
  private final JpegScan.Band band;
  private final long[] known;
  private int endOfBand;

  /**
   * For one component's scan.
   *
   * @param known a word a block, bit k set where coefficient k, in zigzag order, is not zero
   */
  AcWalk(HuffmanTable table, JpegScan.Band band, long[] known) {
    this.table = table;
    this.band = band;
    this.known = known;
  }

  @Override
  public void restart() {
    endOfBand = 0;
  }

  @Override
  public void over(int number, EntropyBits bits) {
    if (band.high() == 0) {
      first(number, bits);
    } else {
      further(number, bits);
    }
  }

  private void first(int block, EntropyBits bits) {
    if (endOfBand > 0) {
      endOfBand--;
      return;
    }
    int place = band.start();
    while (place <= band.end()) {
      int symbol = bits.code(table);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run < ZEROS) {
        endOfBand = (1 << run) + bits.take(run) - 1;
        return;
      }
      place += run;
      if (size > 0) {
        if (place > band.end() || size + band.low() > ZEROS) {
          bits.damage();
          return;
        }
        known[block] |= 1L << place;
      }
      place++;
    }
    if (place > band.end() + 1) {
      bits.damage();
    }
  }

  private void further(int block, EntropyBits bits) {
    int place = band.start();
    long before = known[block];
    while (endOfBand == 0 && place <= band.end()) {
      int symbol = bits.code(table);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size > 1) {
        bits.damage();
      }
      if (size == 0 && run < ZEROS) {
        endOfBand = (1 << run) + bits.take(run);
        break;
      }
      for (; place <= band.end(); place++) {
        if ((before >> place & 1) != 0) {
          bits.take(1);
        } else if (--run < 0) {
          break;
        }
      }
      if (size > 0) {
        if (place > band.end()) {
          bits.damage();
          return;
        }
        known[block] |= 1L << place;
      }
      place++;
    }
    if (endOfBand > 0) {
      if (place <= band.end()) {
        long rest = before >>> place & (-1L >>> (63 - band.end() + place));
        bits.skip(Long.bitCount(rest));
      }
      endOfBand--;
    }
  }
}
