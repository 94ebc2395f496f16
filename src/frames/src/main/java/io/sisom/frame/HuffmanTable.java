package io.sisom.frame;

import java.util.Arrays;

/**
 * One Huffman table as a JPEG defines it (ITU-T T.81, annex C), made for walking: it says how many
 * bits a code and what follows it take, not what they mean.
 */
final class HuffmanTable {
  /** Codes up to this length are found by one look. */
  static final int LOOK = 10;

  /** From a word of bits to its first {@link #LOOK}. */
  static final int LOOK_SHIFT = Long.SIZE - LOOK;

  /** What {@link #entry} adds to the place in a block where a block ends early. */
  static final int END_OF_BLOCK = 128;

  /** Bits that long steps are found by. */
  private static final int STEP = 12;

  private static final int LONGEST = 16;
  private static final int NO_CODE = 0;
  private static final int BLOCK = 64;

  private final byte[] counts;
  private final byte[] symbols;
  private final int[] looks = new int[1 << LOOK];
  private final int[] firstCode = new int[LONGEST + 1];
  private final int[] firstIndex = new int[LONGEST + 1];
  private int[] steps = looks;
  private int stepBits = LOOK;

  private HuffmanTable(byte[] counts, byte[] symbols) {
    this.counts = counts;
    this.symbols = symbols;
  }

  /**
   * A table for DC or AC.
   *
   * @param counts 16: how many codes of each length
   * @param symbols by rising length, as many as the counts say
   * @throws FrameFaultException where the lengths leave no room for the codes
   */
  static HuffmanTable of(boolean dc, byte[] counts, byte[] symbols) throws FrameFaultException {
    HuffmanTable table = new HuffmanTable(counts, symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      table.firstCode[length] = code;
      table.firstIndex[length] = index;
      for (int i = counts[length - 1] & 0xff; i > 0; i--, code++, index++) {
        int symbol = symbols[index] & 0xff;
        if (dc && symbol > 15) {
          throw JpegFaults.damaged("a DC table has the symbol " + symbol);
        }
        if (length <= LOOK && code < 1 << length) {
          int from = code << (LOOK - length);
          Arrays.fill(table.looks, from, from + (1 << (LOOK - length)), entry(symbol, length));
        }
      }
      if (code >= 1 << length) { // T.81 keeps the code of ones alone free
        throw JpegFaults.damaged("a Huffman table has more codes than fit");
      }
      code <<= 1;
    }
    return table;
  }

  /**
   * For each {@link #LOOK} bits the entry of the code at their start; 0 where it is longer. Not to
   * be changed.
   */
  int[] looks() {
    return looks;
  }

  /**
   * For each {@link #stepBits} bits the codes at their start, as many as lie among them whole with
   * the bits of their values, up to the end of a block: an entry that moves over all of them. Where
   * not even one does, that of the first alone; 0 where that is longer than {@link #LOOK}. Not to
   * be changed.
   */
  int[] steps() {
    return steps;
  }

  /** The bits that {@link #steps} are found by. */
  int stepBits() {
    return stepBits;
  }

  /**
   * Makes {@link #steps} of several codes, which pays for data of some length; else they are of
   * one.
   */
  void takeLongSteps() {
    if (steps == looks) {
      stepBits = STEP;
      steps = new int[1 << STEP];
      for (int bits = 0; bits < steps.length; bits++) {
        steps[bits] = step(bits);
      }
    }
  }

  private int step(int bits) {
    int all = 0;
    int left = STEP;
    while (all >> 8 < BLOCK) {
      int entry = looks[(bits << STEP - left & (1 << STEP) - 1) >> STEP - LOOK] & 0xffff;
      boolean inBlock = ((all >> 8) + (entry >> 8)) % END_OF_BLOCK < BLOCK;
      if (entry == 0 || (entry & 0xff) > left || !inBlock) {
        return all == 0 ? entry : all;
      }
      all += entry;
      left -= entry & 0xff;
    }
    return all;
  }

  /**
   * The code at the start of 16 bits; 0 where it is none.
   *
   * @return symbol, places it moves on by, and bits with those that follow, as {@link #entry}
   */
  int find(int sixteen) {
    for (int length = 1; length <= LONGEST; length++) {
      int at = (sixteen >> (LONGEST - length)) - firstCode[length];
      if (at >= 0 && at < (counts[length - 1] & 0xff)) {
        return entry(symbols[firstIndex[length] + at] & 0xff, length);
      }
    }
    return NO_CODE;
  }

  /**
   * Bits of code and value in the lowest byte, places to move on by in the next, then the symbol.
   */
  private static int entry(int symbol, int length) {
    int run = symbol >> 4;
    int size = symbol & 15;
    int places = size != 0 ? run + 1 : run == 15 ? 16 : END_OF_BLOCK;
    return symbol << 16 | places << 8 | (length + size);
  }

  boolean isOf(byte[] otherCounts, byte[] otherSymbols) {
    return Arrays.equals(counts, otherCounts) && Arrays.equals(symbols, otherSymbols);
  }

  /** The table as a DHT segment defines it, behind its class and id. */
  void writeTo(JpegWriter out) {
    out.write(counts);
    out.write(symbols);
  }
}
