package io.sisom.learning;

import java.util.Locale;

/** How deep labels reach into the network. */
public enum LearningMode {
  /** Not at all: reference set and statistics only. */
  REFERENCE,
  /** Into the linear head, on features the network gives anyway. Seconds. */
  HEAD,
  /** Into every parameter. Minutes to hours. */
  FULL;

  /** As the setting {@code learning.mode} writes it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
