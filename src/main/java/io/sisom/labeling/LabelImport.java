package io.sisom.labeling;

import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Pace;
import io.sisom.feed.Published;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;

/** Publishes labeled frames into the pool; a later label of the same annotator replaces one. */
public final class LabelImport {
  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
  private final MessagePublisher publisher;

  /** Over a publisher to the label topic. */
  public LabelImport(MessagePublisher publisher) {
    this.publisher = publisher;
  }

  /** Sends every labeled frame, as fast as they go; the source is the caller's to close. */
  public Published publish(LabelSource labels) {
    return publisher.publish(
        labels,
        labeled -> {
          String frameId = labeled.getFrame().getFrameId();
          return new MessagePublisher.Message(frameId, LabelKey.of(labeled), codec.encode(labeled));
        },
        Pace.of(0));
  }
}
