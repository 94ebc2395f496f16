package io.sisom.feed.recording;

import java.util.Locale;

/** The clocks of a recorded message. */
public enum RecordingClock {
  /** The stamp in the message: when the sensor saw it, as its driver says. */
  HEADER,
  /** When the message was sent. */
  PUBLISH,
  /** When the recorder wrote it. */
  LOG;

  /** As it is typed on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
