package io.sisom.queue;

import java.time.Instant;

/**
 * An annotator's refusal to label a frame.
 *
 * @param annotator who
 * @param reason why
 * @param at when
 * @param sequence rises with every answer and skip of the whole queue
 */
public record Skip(String annotator, SkipReason reason, Instant at, long sequence) {}
