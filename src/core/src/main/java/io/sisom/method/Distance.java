package io.sisom.method;

import java.util.Arrays;
import java.util.Locale;

/** What of a frame's distances to the known frames goes into its score; each grows with novelty. */
public enum Distance {
  /** Inner over outer distance (Eq. 7). */
  RATIO {
    @Override
    double of(Neighbors found) {
      return found.ratio();
    }
  },
  /** Distance to the k-th nearest known frame of the predicted class (Eq. 5 for k = 1). */
  INNER {
    @Override
    double of(Neighbors found) {
      return found.kthInner();
    }
  },
  /** The outer distance (Eq. 6) negated: a frame close to another class is doubtful. */
  OUTER {
    @Override
    double of(Neighbors found) {
      return -found.outer();
    }
  };

  abstract double of(Neighbors found);

  /** Lower-case name, as in settings and on the wire. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From a {@link #key() key}; anything else is an {@link IllegalArgumentException}. */
  public static Distance of(String key) {
    return Arrays.stream(values())
        .filter(distance -> distance.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "score distance: " + key + " is not ratio, inner or outer"));
  }
}
