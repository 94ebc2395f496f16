package io.sisom.frame;

/** Walks over the codes of one unit of a scan after another. */
interface UnitWalk {
  /** Walks over unit {@code number}, counted from 0. */
  void over(int number, EntropyBits bits);

  /** A restart marker was passed. */
  default void restart() {}

  /** Every block of a unit has a DC code and AC codes (ITU-T T.81, F.2.2). */
  record Sequential(HuffmanTable[] dc, HuffmanTable[] ac) implements UnitWalk {
    @Override
    public void over(int number, EntropyBits bits) {
      for (int block = 0; block < dc.length; block++) {
        bits.block(dc[block], ac[block]);
      }
    }
  }

  /** The first bits of every block's DC value (ITU-T T.81, G.1.2.1). */
  record FirstDc(HuffmanTable[] dc) implements UnitWalk {
    @Override
    public void over(int number, EntropyBits bits) {
      for (HuffmanTable table : dc) {
        bits.code(table);
      }
    }
  }

  /** One further bit of every block's DC value. */
  record FurtherDc(int blocks) implements UnitWalk {
    @Override
    public void over(int number, EntropyBits bits) {
      bits.skip(blocks);
    }
  }
}
