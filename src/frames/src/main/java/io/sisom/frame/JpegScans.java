package io.sisom.frame;

import io.sisom.frame.JpegScan.Band;
import io.sisom.frame.JpegScan.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Walks over a JPEG's scans and copies them, keeping account of what each component has got. */
final class JpegScans {
  private static final int COEFFICIENTS = 64;
  private static final int MAX_SHIFT = 13;
  private static final int NOTHING = -1;

  /** Bytes of a picture from which on it pays to make long steps. */
  private static final int LONG = 32 << 10;

  private final byte[] jpeg;
  private final JpegHeader header;
  private final JpegTables tables;
  private final JpegWriter out;

  /** For each component and coefficient the lowest bit that came. */
  private final int[][] lowest;

  private final long[][] known;

  JpegScans(byte[] jpeg, JpegHeader header, JpegTables tables, JpegWriter out) {
    this.jpeg = jpeg;
    this.header = header;
    this.tables = tables;
    this.out = out;
    int components = header.components().size();
    this.lowest = new int[components][COEFFICIENTS];
    for (int[] each : lowest) {
      Arrays.fill(each, NOTHING);
    }
    this.known = new long[components][];
    if (!header.progressive()) {
      tables.fillInStandard();
    }
  }

  /**
   * Walks over one scan.
   *
   * @param content of its header
   * @param at where its data begins
   * @return where the next marker is to be sought
   */
  int copy(byte[] content, int at) throws FrameFaultException {
    JpegScan scan = parse(content);
    account(scan);
    List<JpegComponent> components =
        scan.parts().stream().map(part -> header.components().get(part.index())).toList();
    tables.writeFor(components, out);
    UnitWalk walk = walk(scan);
    scan.writeTo(out);
    return new ScanCopy(jpeg, out).copy(at, walk, units(scan), tables.restartInterval());
  }

  /** Refuses a picture that has no scan, or no last bits, of something. */
  void checkAllCame() throws FrameFaultException {
    for (int component = 0; component < lowest.length; component++) {
      for (int i = 0; i < COEFFICIENTS; i++) {
        if (lowest[component][i] != 0) {
          throw JpegFaults.cut(
              jpeg.length,
              "no scan brings the last bits of coefficient %d of component %d"
                  .formatted(i, component + 1));
        }
      }
    }
  }

  private JpegScan parse(byte[] content) throws FrameFaultException {
    int count = content.length == 0 ? 0 : content[0] & 0xff;
    if (count < 1 || count > lowest.length || content.length != 4 + 2 * count) {
      throw JpegFaults.damaged("a scan header of " + content.length + " bytes");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int tableIds = content[2 + 2 * i] & 0xff;
      int index = index(content[1 + 2 * i] & 0xff, parts);
      parts.add(new Part(index, tableIds >> 4, tableIds & 15));
    }
    int bits = content[3 + 2 * count] & 0xff;
    Band band =
        header.progressive()
            ? new Band(content[1 + 2 * count], content[2 + 2 * count], bits >> 4, bits & 15)
            : Band.WHOLE;
    JpegScan scan = new JpegScan(parts, band);
    check(scan);
    return scan;
  }

  /** The first component of that id that the scan does not have yet. */
  private int index(int id, List<Part> taken) throws FrameFaultException {
    for (int i = 0; i < lowest.length; i++) {
      int index = i;
      if (header.components().get(i).id() == id
          && taken.stream().noneMatch(part -> part.index() == index)) {
        return i;
      }
    }
    throw JpegFaults.damaged("a scan names the component " + id + ", which is not there");
  }

  private void check(JpegScan scan) throws FrameFaultException {
    Band band = scan.band();
    boolean sound =
        band.isDc()
            ? band.end() == 0 || !header.progressive()
            : band.start() > 0
                && band.start() <= band.end()
                && band.end() < COEFFICIENTS
                && !scan.isInterleaved();
    sound &= band.high() == 0 || band.low() == band.high() - 1;
    if (!sound || band.low() > MAX_SHIFT) {
      throw JpegFaults.damaged("a progressive scan of impossible bits");
    }
    int blocks = blocks(scan).size();
    if (scan.isInterleaved() && !JpegReader.fitsAUnit(blocks)) {
      throw JpegFaults.damaged("a scan of " + blocks + " blocks a unit, more than 10");
    }
  }

  private void account(JpegScan scan) throws FrameFaultException {
    Band band = scan.band();
    for (Part part : scan.parts()) {
      int[] bits = lowest[part.index()];
      boolean ordered = band.isDc() || bits[0] != NOTHING;
      for (int i = band.start(); i <= band.end(); i++) {
        ordered &= bits[i] == (band.high() == 0 ? NOTHING : band.high());
        bits[i] = band.low();
      }
      if (!ordered) {
        throw JpegFaults.damaged("its scans are out of order");
      }
    }
  }

  /** The scan's part of each block of a unit. */
  private List<Part> blocks(JpegScan scan) {
    List<Part> blocks = new ArrayList<>();
    for (Part part : scan.parts()) {
      int count = scan.isInterleaved() ? header.components().get(part.index()).blocksOfUnit() : 1;
      for (int i = 0; i < count; i++) {
        blocks.add(part);
      }
    }
    return blocks;
  }

  private int units(JpegScan scan) {
    if (scan.isInterleaved()) {
      return header.unitsAcross() * header.unitsDown();
    }
    JpegComponent only = header.components().get(scan.parts().get(0).index());
    return header.blocksAcross(only) * header.blocksDown(only);
  }

  private UnitWalk walk(JpegScan scan) throws FrameFaultException {
    List<Part> blocks = blocks(scan);
    Band band = scan.band();
    if (!header.progressive()) {
      return new UnitWalk.Sequential(tablesOf(blocks, true), tablesOf(blocks, false));
    }
    if (band.isDc()) {
      return band.needsTable()
          ? new UnitWalk.FirstDc(tablesOf(blocks, true))
          : new UnitWalk.FurtherDc(blocks.size());
    }
    int component = scan.parts().get(0).index();
    long[] places = known[component];
    if (places == null) {
      places = new long[units(scan)];
      known[component] = places;
    }
    return new AcWalk(tablesOf(blocks, false)[0], band, places);
  }

  private HuffmanTable[] tablesOf(List<Part> blocks, boolean dc) throws FrameFaultException {
    HuffmanTable[] found = new HuffmanTable[blocks.size()];
    for (int i = 0; i < found.length; i++) {
      int id = dc ? blocks.get(i).dc() : blocks.get(i).ac();
      found[i] = tables.huffman(dc, id, out);
      if (jpeg.length >= LONG && !dc && !header.progressive()) {
        found[i].takeLongSteps();
      }
    }
    return found;
  }
}
