package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes as much of a labeled pool as memory has room for. Each label gets the same number of
 * frames, what it does not need goes to the others; and within a label a frame's place depends on
 * its id alone, so that the next version takes the same ones. Frames that show no class count as
 * one label more for each kind, muted ones as another.
 *
 * @param frames most frames of a version
 */
record PoolBound(int frames) {
  /** Copies of a row while a version is made: in the table, joined, and as features. */
  private static final int COPIES = 3;

  /** What each frame takes apart from its numbers: ids, maps, objects. */
  private static final int OVERHEAD = 512;

  /** Frames that fit; at least one. */
  static PoolBound of(long bytes, int classes, int width, boolean gradients) {
    long row = (long) Float.BYTES * (classes + (gradients ? 2L : 1L) * width);
    long most = bytes / (COPIES * row + OVERHEAD);
    return new PoolBound((int) Math.max(1, Math.min(Integer.MAX_VALUE, most)));
  }

  /** All of them where they fit; otherwise a part. */
  SettledLabels of(SettledLabels settled) {
    if (settled.byFrame().size() + settled.none().size() <= frames) {
      return settled;
    }
    Map<String, List<String>> groups = new TreeMap<>();
    settled.byFrame().forEach((id, label) -> group(groups, "class " + label, id));
    settled
        .none()
        .forEach(
            (id, kind) ->
                group(groups, settled.muted().contains(id) ? "muted" : "none " + kind, id));
    Set<String> kept = new HashSet<>();
    int share = share(groups.values().stream().mapToInt(List::size).toArray());
    groups
        .values()
        .forEach(ids -> ids.stream().sorted(FrameHash.ORDER).limit(share).forEach(kept::add));
    return new SettledLabels(
            only(settled.byFrame(), kept),
            intersection(settled.calibration(), kept),
            settled.conflictFrames(),
            settled.duplicateFrames(),
            only(settled.none(), kept),
            intersection(settled.muted(), kept))
        .with(only(settled.captured(), kept));
  }

  private static void group(Map<String, List<String>> groups, String name, String frameId) {
    groups.computeIfAbsent(name, n -> new ArrayList<>()).add(frameId);
  }

  /** The largest number of each group that all together fit; at least one. */
  private int share(int[] sizes) {
    int low = 1;
    int high = frames;
    while (low < high) {
      int middle = (int) (((long) low + high + 1) / 2);
      long sum = 0;
      for (int size : sizes) {
        sum += Math.min(size, middle);
      }
      if (sum <= frames) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static <V> Map<String, V> only(Map<String, V> all, Set<String> kept) {
    Map<String, V> some = new HashMap<>(all);
    some.keySet().retainAll(kept);
    return some;
  }

  private static Set<String> intersection(Set<String> all, Set<String> kept) {
    Set<String> some = new HashSet<>(all);
    some.retainAll(kept);
    return some;
  }
}
