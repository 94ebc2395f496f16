package io.sisom.scoring;

/**
 * Where and since when Kafka has a frame.
 *
 * @param partition of the frame topic
 * @param offset within it
 * @param timestamp Kafka's time of the record, milliseconds since the epoch
 * @param arrivedAt when the record arrived, milliseconds since the epoch: Kafka's time of it, or
 *     where its producer chose that time, when it was polled
 */
public record FramePlace(int partition, long offset, long timestamp, long arrivedAt) {
  /** Of a record that arrived at Kafka's time of it. */
  public FramePlace(int partition, long offset, long timestamp) {
    this(partition, offset, timestamp, timestamp);
  }
}
