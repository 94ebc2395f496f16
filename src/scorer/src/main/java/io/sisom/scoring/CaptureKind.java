package io.sisom.scoring;

import java.util.Locale;

/** How a frame's capture lies to its arrival: the tag of {@code sisom.frames.captured}. */
enum CaptureKind {
  /** Captured a moment before. */
  LIVE,
  /** Captured long before. */
  RECORDED,
  /** Captured, says its sensor, in the future. */
  AHEAD;

  /** The metric's tag. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
