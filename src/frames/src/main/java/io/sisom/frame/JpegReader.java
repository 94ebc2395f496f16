package io.sisom.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JPEG's markers and walks over its entropy-coded data, so that a decoder sees nothing but
 * a whole picture in plain order: what is missing, damaged or of a kind that is not read here has
 * been refused, what lies around the picture is left out, tables that motion JPEG leaves out are
 * there, and what its colors mean is said. For one picture.
 */
final class JpegReader {
  private static final int MAX_SCANS = 128;
  private static final int MAX_SIDE = 65_500;
  private static final int APP0 = 0xE0;
  private static final int APP14 = 0xEE;
  private static final int SAMPLING_MOST = 4;
  private static final int UNIT_BLOCKS_MOST = 10;

  private final byte[] jpeg;
  private final JpegMarkers markers;
  private final JpegTables tables = new JpegTables();
  private boolean jfif;
  private int transform = JpegColor.NO_TRANSFORM;
  private @Nullable JpegHeader header;

  JpegReader(byte[] jpeg) {
    this.jpeg = jpeg;
    this.markers = new JpegMarkers(jpeg);
  }

  /** Reads as far as the first scan. */
  JpegHeader header() throws FrameFaultException {
    while (true) {
      int marker = markers.next();
      if (marker == JpegMarkers.START_OF_SCAN) {
        if (header == null) {
          throw JpegFaults.damaged("a scan comes before the frame header");
        }
        return header;
      }
      if (marker == JpegMarkers.END_OF_IMAGE) {
        throw header == null
            ? JpegFaults.unread("it holds tables and no picture")
            : JpegFaults.cut(jpeg.length, "it ends before its first scan");
      }
      take(marker);
    }
  }

  /** Whether a decoder keeps all coefficients before it makes pixels of them. */
  boolean isBuffered() {
    int count = markers.position() + 2;
    boolean partial = count < jpeg.length && jpeg[count] < known().components().size();
    return known().progressive() || partial;
  }

  /** What the components mean; known once the header is. */
  JpegColor color() {
    return JpegColor.of(known().components(), jfif, transform);
  }

  /**
   * Walks over the picture behind its header.
   *
   * @param color as which the copy is marked
   * @return the same picture and nothing else
   */
  JpegWriter copy(JpegColor color) throws FrameFaultException {
    JpegHeader picture = known();
    JpegWriter out = new JpegWriter(jpeg.length + 1024);
    out.marker(JpegMarkers.START_OF_IMAGE);
    mark(color, out);
    frame(picture, out);
    JpegScans scans = new JpegScans(jpeg, picture, tables, out);
    int marker = JpegMarkers.START_OF_SCAN;
    int count = 0;
    while (marker != JpegMarkers.END_OF_IMAGE) {
      if (marker == JpegMarkers.START_OF_SCAN) {
        if (++count > MAX_SCANS) {
          throw new FrameFaultException(
              FrameFault.BOMB, "jpeg data holds more scans than the limit of " + MAX_SCANS);
        }
        byte[] content = markers.content();
        markers.position(scans.copy(content, markers.position()));
      } else if (marker == JpegMarkers.START_OF_IMAGE) {
        throw JpegFaults.cut(jpeg.length, "another picture begins before its end");
      } else {
        take(marker);
      }
      marker = markers.next();
    }
    scans.checkAllCame();
    out.marker(JpegMarkers.END_OF_IMAGE);
    return out;
  }

  private JpegHeader known() {
    if (header == null) {
      throw new IllegalStateException("the header is read first");
    }
    return header;
  }

  private void take(int marker) throws FrameFaultException {
    switch (marker) {
      case 0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7 -> {} // stand alone, mean nothing
      case 0xC0, 0xC1, 0xC2 -> takeFrame(marker == 0xC2, markers.content());
      case 0xC4 -> tables.defineHuffman(markers.content());
      case 0xDB -> tables.defineQuantizers(markers.content());
      case 0xDD -> tables.defineRestarts(markers.content());
      case APP0 -> jfif |= begins(markers.content(), "JFIF\0", 14);
      case APP14 -> {
        byte[] content = markers.content();
        if (begins(content, "Adobe", 12)) {
          transform = content[11] & 0xff;
        }
      }
      case 0xC3 -> throw JpegFaults.unread("it is lossless JPEG");
      case 0xC9, 0xCA, 0xCB, 0xCC -> throw JpegFaults.unread("it is arithmetically coded");
      case 0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF, 0xDE ->
          throw JpegFaults.unread("it is hierarchical JPEG");
      default -> {
        boolean skipped = marker >= APP0 && marker <= 0xEF || marker == 0xFE || marker == 0xDC;
        if (!skipped) {
          throw JpegFaults.damaged("it holds the unknown marker FF%02X".formatted(marker));
        }
        markers.content();
      }
    }
  }

  private static boolean begins(byte[] content, String name, int least) {
    return content.length >= least
        && new String(content, 0, name.length(), StandardCharsets.ISO_8859_1).equals(name);
  }

  private void takeFrame(boolean progressive, byte[] content) throws FrameFaultException {
    if (header != null) {
      throw JpegFaults.damaged("it holds two frame headers");
    }
    int count = content.length < 6 ? 0 : content[5] & 0xff;
    if (content.length != 6 + 3 * count) {
      throw JpegFaults.damaged("its frame header has " + content.length + " bytes");
    }
    int height = (content[1] & 0xff) << 8 | content[2] & 0xff;
    int width = (content[3] & 0xff) << 8 | content[4] & 0xff;
    if (content[0] != 8) {
      throw JpegFaults.unread("its samples have " + content[0] + " bits, not 8");
    }
    if (count != 1 && count != 3 && count != 4) {
      throw JpegFaults.unread("it has " + count + " components, not 1, 3 or 4");
    }
    List<JpegComponent> components = new ArrayList<>();
    for (int at = 6; at < content.length; at += 3) {
      int sampling = content[at + 1] & 0xff;
      components.add(
          new JpegComponent(
              content[at] & 0xff, sampling >> 4, sampling & 15, content[at + 2] & 0xff));
    }
    header = checked(new JpegHeader(progressive, width, height, components));
  }

  private static JpegHeader checked(JpegHeader header) throws FrameFaultException {
    if (header.height() == 0) {
      throw JpegFaults.unread("its height is not in its header (0)");
    }
    int across = header.mostAcross();
    int down = header.mostDown();
    for (JpegComponent component : header.components()) {
      int least = Math.min(component.across(), component.down());
      if (least < 1 || across > SAMPLING_MOST || down > SAMPLING_MOST) {
        throw JpegFaults.damaged("a sampling factor is not 1 to 4");
      }
      if (across % component.across() != 0 || down % component.down() != 0) {
        throw JpegFaults.unread("a component is sampled at a fraction of another");
      }
    }
    return header;
  }

  /** Refuses sides that no decoder takes; the sizes that limits allow were checked before. */
  static void checkSides(JpegHeader header) throws FrameFaultException {
    if (Math.max(header.width(), header.height()) > MAX_SIDE) {
      throw JpegFaults.unread("a side is longer than " + MAX_SIDE + " pixels");
    }
  }

  static boolean fitsAUnit(int blocks) {
    return blocks <= UNIT_BLOCKS_MOST;
  }

  private static void mark(JpegColor color, JpegWriter out) {
    switch (color) {
      case GRAY, YCBCR -> {
        out.segment(APP0, 14);
        out.write(new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0});
      }
      case RGB, CMYK, YCCK -> {
        out.segment(APP14, 12);
        int stated = color == JpegColor.YCCK ? 2 : 0;
        out.write(new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) stated});
      }
    }
  }

  private static void frame(JpegHeader header, JpegWriter out) {
    List<JpegComponent> components = header.components();
    out.segment(header.progressive() ? 0xC2 : 0xC1, 6 + 3 * components.size());
    out.write(8);
    out.word(header.height());
    out.word(header.width());
    out.write(components.size());
    for (int i = 0; i < components.size(); i++) {
      out.write(i + 1);
      out.write(components.get(i).across() << 4 | components.get(i).down());
      out.write(components.get(i).quantizer());
    }
  }
}
