package io.sisom.feed.recording;

import java.util.Set;

/**
 * Names a feed: a recording's content and what is chosen of it. Two recordings may begin alike, as
 * simulations do; from the second on they have a number.
 *
 * @param identity of the recording's first message
 * @param choice of what is fed
 */
record RecordingKey(String identity, String choice) {
  private static final int MAX_VARIANTS = 16;

  private String base() {
    return identity + "." + choice;
  }

  private String variant(int number) {
    return number == 1 ? base() : base() + "~" + number;
  }

  /** Whether it is this one, or another variant of it. */
  boolean names(String key) {
    return key.equals(base()) || key.startsWith(base() + "~");
  }

  /** A variant that is not taken; beyond {@value #MAX_VARIANTS} the first again. */
  String free(Set<String> taken) {
    for (int number = 1; number <= MAX_VARIANTS; number++) {
      if (!taken.contains(variant(number))) {
        return variant(number);
      }
    }
    return base();
  }

  /** For transactions. */
  String transactionalId() {
    return "sisom-feed-" + base();
  }
}
