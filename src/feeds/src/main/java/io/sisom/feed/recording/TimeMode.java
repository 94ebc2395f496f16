package io.sisom.feed.recording;

import java.util.Locale;

/** What the event time of a recorded frame is. */
public enum TimeMode {
  /** When it was captured, as recorded. */
  RECORDED,
  /** The first frame is captured now, all others as long after it as they were. */
  SHIFT,
  /** When it is fed. */
  NOW;

  /** As it is typed on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
