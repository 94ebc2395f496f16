package io.sisom.queue;

import java.time.Instant;

/**
 * What an annotator said a frame shows.
 *
 * @param annotator who
 * @param label what
 * @param at when
 * @param sequence rises with every answer and skip of the whole queue
 */
public record GivenLabel(String annotator, String label, Instant at, long sequence) {}
