package io.sisom.recording;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a video's packets and pictures.
 *
 * @param packets packets read
 * @param given pictures given out
 * @param passedOver sound pictures that were not asked for: between two samples, or from before the
 *     time to go on after
 * @param leftOut what was left out, by cause; causes that did not occur are absent
 */
public record VideoCounts(
    long packets, long given, long passedOver, Map<VideoEvent.Cause, Long> leftOut) {
  /** Keeps a copy. */
  public VideoCounts {
    leftOut = Map.copyOf(leftOut);
  }

  /** How many were left out for a cause. */
  public long leftOut(VideoEvent.Cause cause) {
    return leftOut.getOrDefault(cause, 0L);
  }

  /** How many were left out in all. */
  public long leftOutInAll() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In words, for a summary. */
  @Override
  public String toString() {
    Map<VideoEvent.Cause, Long> ordered = new EnumMap<>(VideoEvent.Cause.class);
    ordered.putAll(leftOut);
    return packets
        + " packets, "
        + given
        + " pictures, "
        + passedOver
        + " passed over, left out "
        + ordered;
  }
}
