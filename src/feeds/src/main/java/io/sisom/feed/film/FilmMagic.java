package io.sisom.feed.film;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Whether a file begins as a film. A stream of JPEG pictures begins as one such picture does. */
final class FilmMagic {
  private static final Set<String> MP4 =
      Set.of("ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide");

  /** Brands of pictures in the same container. */
  private static final Set<String> PICTURES =
      Set.of("avif", "avis", "heic", "heix", "mif1", "msf1", "crx ");

  private static final int TS_PACKET = 188;
  private static final int M2TS_PACKET = 192;
  private static final int SYNC = 0x47;

  private final byte[] head;

  private FilmMagic(byte[] head) {
    this.head = head;
  }

  /** By a file's first bytes. */
  static boolean begins(ByteBuffer first) {
    byte[] head = new byte[first.remaining()];
    first.duplicate().get(head);
    FilmMagic magic = new FilmMagic(head);
    return magic.mp4() || magic.matroska() || magic.avi() || magic.transport() || magic.plain();
  }

  /** Whether it begins as a JPEG picture. */
  static boolean beginsAsJpeg(ByteBuffer first) {
    return first.remaining() >= 3
        && first.get(first.position()) == (byte) 0xff
        && first.get(first.position() + 1) == (byte) 0xd8
        && first.get(first.position() + 2) == (byte) 0xff;
  }

  private int at(int index) {
    return index < head.length ? head[index] & 0xff : -1;
  }

  private String text(int from, int length) {
    return from + length <= head.length
        ? new String(head, from, length, StandardCharsets.ISO_8859_1)
        : "";
  }

  private boolean mp4() {
    return MP4.contains(text(4, 4))
        && !(text(4, 4).equals("ftyp") && PICTURES.contains(text(8, 4)));
  }

  private boolean matroska() {
    return at(0) == 0x1a && at(1) == 0x45 && at(2) == 0xdf && at(3) == 0xa3;
  }

  private boolean avi() {
    return text(0, 4).equals("RIFF") && text(8, 4).equals("AVI ");
  }

  private boolean transport() {
    return synced(0, TS_PACKET) || synced(4, M2TS_PACKET);
  }

  private boolean synced(int first, int packet) {
    return at(first) == SYNC && at(first + packet) == SYNC && at(first + 2 * packet) == SYNC;
  }

  /** H.264 or H.265 with start codes: a unit with which streams begin. */
  private boolean plain() {
    boolean four = at(0) == 0 && at(1) == 0 && at(2) == 0 && at(3) == 1;
    boolean three = at(0) == 0 && at(1) == 0 && at(2) == 1;
    if (!four && !three) {
      return false;
    }
    int unit = at(four ? 4 : 3);
    int next = at(four ? 5 : 4);
    if (unit < 0 || (unit & 0x80) != 0) {
      return false;
    }
    int h264 = unit & 0x1f;
    int h265 = unit >> 1;
    boolean sliceFirst = four && (h264 == 1 || h264 == 5) && (unit & 0x60) != 0;
    boolean parameters = (h264 == 7 || h264 == 8) && (unit & 0x60) != 0;
    boolean around = (unit == 6 || unit == 9) && next > 0;
    return parameters
        || around
        || sliceFirst
        || next == 1 && (h265 >= 32 && h265 <= 35 || h265 == 39 || h265 == 19 || h265 == 20);
  }
}
