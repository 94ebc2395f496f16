package io.sisom.training;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** A number for each frameId that depends on nothing else; it decides which frames are held out. */
final class FrameHash {
  /** By hash, then by id. */
  static final Comparator<String> ORDER =
      Comparator.comparingLong(FrameHash::of).thenComparing(Comparator.naturalOrder());

  private FrameHash() {}

  /** FNV-1a, then the finaliser of SplitMix64: ids that differ in one digit land far apart. */
  private static long of(String frameId) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : frameId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
