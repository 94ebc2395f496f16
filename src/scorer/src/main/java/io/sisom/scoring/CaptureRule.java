package io.sisom.scoring;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells frames of the live fleet from those of a recording, by how long they were under way. It
 * looks at nothing but the frame and its arrival, so the answer for a frame is the same in whatever
 * order frames are fed.
 *
 * @param eventTime from when on a clock is ahead
 * @param live how old a frame of the live fleet may be when it arrives
 */
public record CaptureRule(EventTime eventTime, Duration live) {
  /** What the frame is; {@code arrivedAt} in milliseconds since the epoch. */
  CaptureKind of(Instant captured, long arrivedAt) {
    if (eventTime.isAhead(captured, arrivedAt)) {
      return CaptureKind.AHEAD;
    }
    long millis = captured.toEpochMilli();
    // What lies before the epoch counts as captured on arrival.
    return millis >= 0 && millis < arrivedAt - live.toMillis()
        ? CaptureKind.RECORDED
        : CaptureKind.LIVE;
  }
}
