package io.sisom.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * Pixels of some labeled frames, kept for fitting: those whose frameId hashes highest, far from the
 * calibration frames, whose hash is lowest. Which they are does not depend on the order of arrival,
 * unless labels were withdrawn.
 */
final class FittingSample {
  private final int most;
  private final TreeMap<String, byte[]> pixels = new TreeMap<>(FrameHash.ORDER);

  /** Of at most so many frames; none for 0. */
  FittingSample(int most) {
    this.most = most;
  }

  /** Takes a frame in, and lets the one of lowest hash go where there are too many. */
  void put(String frameId, byte[] planar) {
    pixels.put(frameId, planar);
    if (pixels.size() > most) {
      pixels.pollFirstEntry();
    }
  }

  void remove(String frameId) {
    pixels.remove(frameId);
  }

  /** Planes by frameId. */
  Map<String, byte[]> pixels() {
    return pixels;
  }
}
