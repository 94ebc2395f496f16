package io.sisom.method;

import java.util.Arrays;
import java.util.Locale;

/** From where the outer distance (Eq. 6) is measured: the paper's text allows both. */
public enum OuterReading {
  /** From the frame itself. */
  QUERY,
  /**
   * From the frame's nearest inner sample, as distance-based surprise adequacy (DSA) does. A frame
   * without an inner sample has no anchor: its outer distance is measured from the frame. An
   * anchor's outer distance belongs to the known set, so a sample passed over still counts in it;
   * with true labels (Eq. 10) that makes no difference.
   */
  ANCHOR;

  /** Lower-case name, as in settings and on the wire. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From a {@link #key() key}; anything else is an {@link IllegalArgumentException}. */
  public static OuterReading of(String key) {
    return Arrays.stream(values())
        .filter(reading -> reading.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("outer distance: " + key + " is not query or anchor"));
  }
}
