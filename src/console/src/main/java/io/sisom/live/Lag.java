package io.sisom.live;

/**
 * How far scorers are behind.
 *
 * @param frames on the frame topic that no scorer has committed yet
 * @param end of the frame topic: frames ever written
 */
public record Lag(long frames, long end) {}
