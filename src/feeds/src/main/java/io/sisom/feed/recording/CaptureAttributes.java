package io.sisom.feed.recording;

import java.util.Map;

/** Attributes of a frame: when it was captured, as its sensor says, and which clock says so. */
public final class CaptureAttributes {
  private static final String NANOSECONDS = "captureNanoseconds";
  private static final String CLOCK = "captureClock";

  private CaptureAttributes() {}

  /** Of a frame with that stamp. */
  public static Map<String, String> of(RecordedStamp stamp) {
    return Map.of(NANOSECONDS, String.valueOf(stamp.nanos()), CLOCK, stamp.clock().toString());
  }
}
