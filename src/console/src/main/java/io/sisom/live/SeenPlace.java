package io.sisom.live;

/**
 * Where a frame lies on its topic.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record SeenPlace(int partition, long offset) {}
