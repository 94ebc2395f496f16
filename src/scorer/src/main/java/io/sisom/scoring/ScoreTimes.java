package io.sisom.scoring;

import java.time.Clock;

/**
 * What gives a score its two times.
 *
 * @param capture settles when its frame was captured, and whether long ago
 * @param scored tells when it was scored
 */
public record ScoreTimes(CaptureRule capture, Clock scored) {}
