package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several codes at a time are walked over as one after the other is, whatever the data is. */
class LongStepsTest {
  private static final int ROUNDS = 300;
  private static final int BLOCKS = 400;

  @Test
  void blocksEndWhereTheyDoCodeByCode() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < ROUNDS; round++) {
      HuffmanTable dc =
          HuffmanTable.of(true, StandardTables.dcCounts(0), StandardTables.dcSymbols());
      byte[] counts = round % 3 == 0 ? StandardTables.acCounts(round % 2) : counts(random);
      byte[] symbols =
          round % 3 == 0 ? StandardTables.acSymbols(round % 2) : symbols(counts, random);
      HuffmanTable one = HuffmanTable.of(false, counts, symbols);
      HuffmanTable many = HuffmanTable.of(false, counts, symbols);
      many.takeLongSteps();
      byte[] data = data(random, round % 5 == 0);
      EntropyBits byOne = new EntropyBits(data, 0);
      EntropyBits byMany = new EntropyBits(data, 0);
      for (int block = 0; block < BLOCKS && !byOne.overdrawn(); block++) {
        byOne.block(dc, one);
        byMany.block(dc, many);
        assertThat(byMany.overdrawn()).isEqualTo(byOne.overdrawn());
        assertThat(byMany.damaged()).isEqualTo(byOne.damaged());
        if (!byOne.overdrawn()) {
          assertThat(byMany.end()).as("block %d of round %d", block, round).isEqualTo(byOne.end());
        }
      }
    }
  }

  @Test
  void theStandardsTablesAreMadeOnce() {
    assertThat(StandardTables.find(false, StandardTables.acCounts(1), StandardTables.acSymbols(1)))
        .isNotNull()
        .isSameAs(
            StandardTables.find(false, StandardTables.acCounts(1), StandardTables.acSymbols(1)));
    byte[] other = StandardTables.acSymbols(1);
    other[7]++;
    assertThat(StandardTables.find(false, StandardTables.acCounts(1), other)).isNull();
    assertThat(StandardTables.find(true, StandardTables.dcCounts(0), StandardTables.dcSymbols()))
        .isNotNull();
  }

  /** Short codes too, and not all of the code space taken. */
  private static byte[] counts(Random random) {
    byte[] counts = new byte[16];
    int room = 2;
    for (int i = 0; i < counts.length; i++) {
      int most = Math.min(room - 1, 12);
      counts[i] = (byte) (most <= 0 ? 0 : random.nextInt(most + 1));
      room = 2 * (room - counts[i]);
    }
    counts[15] = (byte) Math.max(1, counts[15]);
    return counts;
  }

  private static byte[] symbols(byte[] counts, Random random) {
    byte[] symbols = new byte[sum(counts)];
    random.nextBytes(symbols);
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] &= (byte) (i % 2 == 0 ? 0xF3 : 0x33);
    }
    symbols[random.nextInt(symbols.length)] = 0;
    return symbols;
  }

  private static int sum(byte[] counts) {
    int sum = 0;
    for (byte count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Stuffed as JPEG is, up to a marker; or noise, with markers anywhere. */
  private static byte[] data(Random random, boolean noise) {
    byte[] data = new byte[4000];
    random.nextBytes(data);
    if (!noise) {
      for (int i = 1; i < data.length; i++) {
        if (data[i - 1] == (byte) 0xFF) {
          data[i] = 0;
        }
      }
    }
    data[data.length - 2] = (byte) 0xFF;
    data[data.length - 1] = (byte) 0xD9;
    return data;
  }
}
