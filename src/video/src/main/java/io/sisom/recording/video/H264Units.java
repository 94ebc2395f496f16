package io.sisom.recording.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides H.264 packets into units: by start codes, or, in MP4 and Matroska, by lengths.
 *
 * @param lengthBytes bytes of a length, 1 to 4; 0 where start codes divide
 * @param sets parameter sets that the container has beside the packets
 */
record H264Units(int lengthBytes, List<byte[]> sets) {
  private static final int MAX_UNITS = 64;
  private static final int MAX_SET_BYTES = 1024;

  /** By start codes. */
  static final H264Units STREAM = new H264Units(0, List.of());

  /** As a container says that begins its description with 1 (ISO 14496-15), or by start codes. */
  static H264Units of(byte[] description) {
    if (description.length < 7 || description[0] != 1) {
      return new H264Units(0, STREAM.of(description, MAX_SET_BYTES));
    }
    List<byte[]> sets = new ArrayList<>();
    int at = sets(description, 6, description[5] & 31, sets);
    if (at < description.length) {
      sets(description, at + 1, description[at] & 255, sets);
    }
    return new H264Units(1 + (description[4] & 3), List.copyOf(sets));
  }

  private static int sets(byte[] from, int start, int count, List<byte[]> into) {
    int at = start;
    for (int i = 0; i < count && at + 2 < from.length; i++) {
      int length = (from[at] & 255) << 8 | from[at + 1] & 255;
      int end = Math.min(from.length, at + 2 + length);
      if (end > at + 2) {
        into.add(Arrays.copyOfRange(from, at + 2, end));
      }
      at = end;
    }
    return at;
  }

  /** The first bytes of each unit of a packet, at most so many; never empty ones. */
  List<byte[]> of(byte[] packet, int most) {
    List<byte[]> units = new ArrayList<>();
    int at = lengthBytes == 0 ? afterCode(packet, 0) : lengthBytes;
    while (at < packet.length && units.size() < MAX_UNITS) {
      int end = lengthBytes == 0 ? beforeCode(packet, at) : end(packet, at);
      if (end > at) {
        units.add(Arrays.copyOfRange(packet, at, Math.min(end, at + most)));
      }
      at = lengthBytes == 0 ? afterCode(packet, end) : end + lengthBytes;
    }
    return units;
  }

  private int end(byte[] packet, int at) {
    long length = 0;
    for (int i = at - lengthBytes; i < at; i++) {
      length = length << 8 | packet[i] & 255;
    }
    return (int) Math.min(packet.length, at + length);
  }

  private static int beforeCode(byte[] packet, int from) {
    for (int i = from; i + 2 < packet.length; i++) {
      if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) {
        return i;
      }
    }
    return packet.length;
  }

  private static int afterCode(byte[] packet, int from) {
    return Math.min(packet.length, beforeCode(packet, from) + 3);
  }
}
