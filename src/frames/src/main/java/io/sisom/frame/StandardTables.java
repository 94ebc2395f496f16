package io.sisom.frame;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The Huffman tables of ITU-T T.81, K.3, which a frame of a motion JPEG leaves out (cameras send
 * the same for every frame, so none).
 */
final class StandardTables {
  private static final String DC_SYMBOLS = "000102030405060708090a0b";
  private static final HexFormat HEX = HexFormat.of();

  private StandardTables() {}

  /** Made once, since most cameras and programs write with them. */
  private static final class Made {
    private static final HuffmanTable[] DC = {made(true, 0), made(true, 1)};
    private static final HuffmanTable[] AC = {made(false, 0), made(false, 1)};

    private static HuffmanTable made(boolean dc, int table) {
      try {
        HuffmanTable made =
            dc
                ? HuffmanTable.of(true, dcCounts(table), dcSymbols())
                : HuffmanTable.of(false, acCounts(table), acSymbols(table));
        made.takeLongSteps();
        return made;
      } catch (FrameFaultException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The table of that definition if it is one of these, else null. */
  static @Nullable HuffmanTable find(boolean dc, byte[] counts, byte[] symbols) {
    for (HuffmanTable table : dc ? Made.DC : Made.AC) {
      if (table.isOf(counts, symbols)) {
        return table;
      }
    }
    return null;
  }

  /** Table 0 is luminance's, 1 chrominance's: the counts of DC codes of each length. */
  static byte[] dcCounts(int table) {
    return HEX.parseHex(
        table == 0 ? "00010501010101010100000000000000" : "00030101010101010101010000000000");
  }

  static byte[] dcSymbols() {
    return HEX.parseHex(DC_SYMBOLS);
  }

  static byte[] acCounts(int table) {
    return HEX.parseHex(
        table == 0 ? "0002010303020403050504040000017d" : "00020102040403040705040400010277");
  }

  static byte[] acSymbols(int table) {
    return HEX.parseHex(
        table == 0
            ? "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a16"
                + "1718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768"
                + "696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4"
                + "b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5"
                + "f6f7f8f9fa"
            : "0001020311040521310612415107617113223281081442"
                + "91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a43444546"
                + "4748494a535455565758595a636465666768696a737475767778797a82838485868788898a9293"
                + "9495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6"
                + "d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa");
  }
}
