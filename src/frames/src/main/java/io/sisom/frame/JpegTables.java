package io.sisom.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables that a JPEG has defined so far, and which of them were written out again. */
final class JpegTables {
  private static final int TABLES = 4;
  private static final int LENGTHS = 16;
  private static final int BLOCK = 64;

  private final byte[] @Nullable [] quantizers = new byte[TABLES][];
  private final @Nullable HuffmanDefinition[] huffman = new HuffmanDefinition[2 * TABLES];
  private final Set<Object> written = new HashSet<>();
  private int restartInterval;
  private int restartWritten;

  private static final class HuffmanDefinition {
    private final byte[] counts;
    private final byte[] symbols;
    private @Nullable HuffmanTable made;

    HuffmanDefinition(byte[] counts, byte[] symbols) {
      this.counts = counts;
      this.symbols = symbols;
    }

    HuffmanTable table(boolean dc) throws FrameFaultException {
      HuffmanTable table = made;
      if (table == null) {
        table = StandardTables.find(dc, counts, symbols);
        if (table == null) {
          table = HuffmanTable.of(dc, counts, symbols);
        }
        made = table;
      }
      return table;
    }
  }

  /** Units between restart markers; 0: there are none. */
  int restartInterval() {
    return restartInterval;
  }

  /** A DRI segment's content. */
  void defineRestarts(byte[] content) throws FrameFaultException {
    if (content.length != 2) {
      throw JpegFaults.damaged("a DRI segment of " + content.length + " bytes");
    }
    restartInterval = (content[0] & 0xff) << 8 | content[1] & 0xff;
  }

  /** A DQT segment's content: any number of tables. */
  void defineQuantizers(byte[] content) throws FrameFaultException {
    for (int at = 0; at < content.length; ) {
      int id = content[at] & 15;
      int length = (content[at] >> 4 & 15) == 0 ? 1 + BLOCK : 1 + 2 * BLOCK;
      if (id >= TABLES || at + length > content.length) {
        throw JpegFaults.damaged("a DQT segment holds no whole table " + id);
      }
      quantizers[id] = Arrays.copyOfRange(content, at, at + length);
      at += length;
    }
  }

  /** A DHT segment's content: any number of tables. */
  void defineHuffman(byte[] content) throws FrameFaultException {
    for (int at = 0; at < content.length; ) {
      int id = content[at] & 15;
      int kind = content[at] >> 4 & 15;
      int symbolsAt = at + 1 + LENGTHS;
      int symbols = 0;
      for (int i = at + 1; i < Math.min(symbolsAt, content.length); i++) {
        symbols += content[i] & 0xff;
      }
      if (kind > 1 || id >= TABLES || symbols > 256 || symbolsAt + symbols > content.length) {
        throw JpegFaults.damaged("a DHT segment holds no whole table " + id);
      }
      huffman[kind * TABLES + id] =
          new HuffmanDefinition(
              Arrays.copyOfRange(content, at + 1, symbolsAt),
              Arrays.copyOfRange(content, symbolsAt, symbolsAt + symbols));
      at = symbolsAt + symbols;
    }
  }

  /** Takes the standard's tables where the picture brings none, as for frames of motion JPEG. */
  void fillInStandard() {
    for (int id = 0; id < 2; id++) {
      if (huffman[id] == null) {
        huffman[id] =
            new HuffmanDefinition(StandardTables.dcCounts(id), StandardTables.dcSymbols());
      }
      if (huffman[TABLES + id] == null) {
        huffman[TABLES + id] =
            new HuffmanDefinition(StandardTables.acCounts(id), StandardTables.acSymbols(id));
      }
    }
  }

  /** A Huffman table, written out where this definition of it is not yet. */
  HuffmanTable huffman(boolean dc, int id, JpegWriter out) throws FrameFaultException {
    int slot = (dc ? 0 : TABLES) + id;
    HuffmanDefinition definition = id < TABLES ? huffman[slot] : null;
    if (definition == null) {
      throw JpegFaults.damaged(
          "its Huffman table %d for %s is not defined".formatted(id, dc ? "DC" : "AC"));
    }
    HuffmanTable table = definition.table(dc);
    if (written.add(definition)) {
      out.segment(0xC4, 1 + LENGTHS + definition.symbols.length);
      out.write((dc ? 0 : 1) << 4 | id);
      table.writeTo(out);
    }
    return table;
  }

  /** Writes the quantization tables that these components need and the restart interval. */
  void writeFor(List<JpegComponent> components, JpegWriter out) throws FrameFaultException {
    List<byte[]> needed = new ArrayList<>();
    for (JpegComponent component : components) {
      int id = component.quantizer();
      byte[] quantizer = id < TABLES ? quantizers[id] : null;
      if (quantizer == null) {
        throw JpegFaults.damaged("its quantization table " + id + " is not defined");
      }
      if (written.add(quantizer)) {
        needed.add(quantizer);
      }
    }
    for (byte[] quantizer : needed) {
      out.segment(0xDB, quantizer.length);
      out.write(quantizer);
    }
    if (restartInterval != restartWritten) {
      out.segment(0xDD, 2);
      out.word(restartInterval);
      restartWritten = restartInterval;
    }
  }
}
