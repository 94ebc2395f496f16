package io.sisom.it.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a plain H.264 stream into its access units, as robots send them one by one. */
public final class AccessUnits {
  private AccessUnits() {}

  /** The units, with their start codes. */
  public static List<byte[]> of(byte[] stream) {
    List<byte[]> units = new ArrayList<>();
    int from = 0;
    boolean picture = false;
    for (int at = start(stream, 0); at < stream.length; at = start(stream, at + 3)) {
      int type = stream[at + 3] & 0x1f;
      boolean slice = type == 1 || type == 5;
      boolean firstSlice = slice && at + 4 < stream.length && (stream[at + 4] & 0x80) != 0;
      if (picture && (firstSlice || type >= 6 && type <= 9)) {
        units.add(Arrays.copyOfRange(stream, from, at));
        from = at;
        picture = false;
      }
      picture |= slice;
    }
    units.add(Arrays.copyOfRange(stream, from, stream.length));
    return units;
  }

  private static int start(byte[] stream, int from) {
    for (int i = from; i + 3 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        return i;
      }
    }
    return stream.length;
  }
}
