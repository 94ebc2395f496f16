package io.sisom.feed.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names the frames of one sensor: {@code SENSOR-NANOSECONDS}, with {@code .N} where it had that
 * stamp N times before. Every picture that is recorded is counted, fed or not, so a name does not
 * depend on what is chosen, on the path or on the run. The last {@value #MAX_STAMPS} stamps are
 * remembered: among so many a stamp may come again.
 */
public final class FrameIds {
  /** So many stamps of a sensor are remembered. */
  static final int MAX_STAMPS = 32;

  private final String sensor;
  private final Map<Long, Integer> counts = new LinkedHashMap<>();

  /** Of a sensor none of whose frames is named yet. */
  public FrameIds(String sensor) {
    this.sensor = sensor;
  }

  /** Goes on where another left off. */
  FrameIds(String sensor, List<Long> stamps, List<Integer> seen) {
    this(sensor);
    for (int i = 0; i < Math.min(stamps.size(), seen.size()); i++) {
      counts.put(stamps.get(i), seen.get(i));
    }
  }

  /** The name of the next frame. */
  public String next(long nanos) {
    Integer before = counts.remove(nanos);
    int count = before == null ? 0 : before;
    counts.put(nanos, count + 1);
    if (counts.size() > MAX_STAMPS) {
      counts.remove(counts.keySet().iterator().next());
    }
    return String.format(Locale.ROOT, "%s-%019d", sensor, nanos) + (count == 0 ? "" : "." + count);
  }

  List<Long> stamps() {
    return new ArrayList<>(counts.keySet());
  }

  List<Integer> seen() {
    return new ArrayList<>(counts.values());
  }
}
