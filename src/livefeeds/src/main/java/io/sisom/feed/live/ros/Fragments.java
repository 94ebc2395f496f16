package io.sisom.feed.live.ros;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts rosbridge's fragments together. Memory grows with what has come, never with what was
 * announced: more than a bound, or more messages at once than {@value #MAX_MESSAGES}, and the
 * oldest are forgotten.
 */
final class Fragments {
  static final int MAX_MESSAGES = 8;
  static final int MAX_PARTS = 100_000;

  private final int maxBytes;
  private final Map<String, Parts> open = new LinkedHashMap<>();
  private long bytes;
  private long forgotten;

  private static final class Parts {
    private final Map<Integer, String> byNumber = new java.util.TreeMap<>();
    private long bytes;
  }

  Fragments(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes one.
   *
   * @param number from 0
   * @param total how many there are of its message
   * @return the whole message where it is the last that was missing
   */
  Optional<byte[]> add(String id, int number, int total, String data) {
    if (total < 1 || total > MAX_PARTS || number < 0 || number >= total) {
      forgotten++;
      return Optional.empty();
    }
    Parts parts = open.computeIfAbsent(id, it -> new Parts());
    if (parts.byNumber.putIfAbsent(number, data) == null) {
      parts.bytes += 2L * data.length();
      bytes += 2L * data.length();
    }
    if (parts.byNumber.size() == total) {
      forget(id);
      return Optional.of(String.join("", parts.byNumber.values()).getBytes(StandardCharsets.UTF_8));
    }
    while (bytes > 2L * maxBytes || open.size() > MAX_MESSAGES) {
      forget(open.keySet().iterator().next());
      forgotten++;
    }
    return Optional.empty();
  }

  private void forget(String id) {
    @Nullable Parts gone = open.remove(id);
    bytes -= gone == null ? 0 : gone.bytes;
  }

  /** Messages of which parts are missing or were too many, and fragments that are none. */
  long forgotten() {
    return forgotten;
  }
}
