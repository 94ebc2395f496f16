package io.sisom.feed;

import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;

/** Publishes a source's frames, key sensorId. */
public final class FramePublisher {
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private final MessagePublisher publisher;

  /** Over a publisher to the frame topic. */
  public FramePublisher(MessagePublisher publisher) {
    this.publisher = publisher;
  }

  /** Sends every frame at {@code pace}; the source is the caller's to close. */
  public Published publish(FrameSource frames, Pace pace) {
    return publisher.publish(
        frames,
        frame ->
            new MessagePublisher.Message(
                frame.getFrameId(), frame.getSensorId(), codec.encode(frame)),
        pace);
  }
}
