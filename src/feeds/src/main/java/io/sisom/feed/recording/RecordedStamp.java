package io.sisom.feed.recording;

/**
 * When a message was captured, as recorded.
 *
 * @param nanos nanoseconds since the epoch, 0 or more
 * @param clock which clock says so
 * @param sound whether the clock stands where clocks stand; otherwise none of the message's does,
 *     as in simulations, whose time begins at 0
 */
public record RecordedStamp(long nanos, RecordingClock clock, boolean sound) {}
