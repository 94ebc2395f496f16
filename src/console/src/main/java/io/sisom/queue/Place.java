package io.sisom.queue;

/**
 * Where a candidate's record lies on its topic.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record Place(int partition, long offset) {}
