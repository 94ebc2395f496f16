package io.sisom.scoring;

import org.jspecify.annotations.Nullable;

/**
 * A record of the frame topic with what became of it.
 *
 * @param value the record's value, untouched
 * @param outcome scored or rejected
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Answered(byte @Nullable [] value, FrameOutcome outcome) {}
