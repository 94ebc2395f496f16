package io.sisom.scoring;

/**
 * Where and since when Kafka has a frame.
 *
 * @param partition of the frame topic
 * @param offset within it
 * @param timestamp Kafka's time of the record, milliseconds since the epoch
 */
public record FramePlace(int partition, long offset, long timestamp) {}
