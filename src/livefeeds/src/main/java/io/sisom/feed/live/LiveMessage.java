package io.sisom.feed.live;

import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.MessageClocks;
import io.sisom.feed.recording.RecordedStamp;
import io.sisom.feed.recording.RecordingClock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A picture as it came in.
 *
 * @param sensor the sensor's id, a name that is accepted
 * @param topic what its source calls it
 * @param stream the source, without credentials
 * @param session number of the connection that it came on; counts up
 * @param clocks its stamp where it has one, when it was sent, and as log stamp when it arrived
 * @param bytes of memory that it holds
 * @param frameId what the sender calls it; empty: it is named after its stamp
 * @param conversion makes a frame's content of it; asked at most once
 * @param ended told once what became of it
 */
public record LiveMessage(
    String sensor,
    String topic,
    String stream,
    int session,
    MessageClocks clocks,
    long bytes,
    Optional<String> frameId,
    Supplier<Content> conversion,
    Consumer<LiveOutcome> ended) {
  /** What is done where nobody waits to be told. */
  public static final Consumer<LiveOutcome> UNHEARD = outcome -> {};

  /**
   * The stamp that its sender gave it, nanoseconds since the epoch; empty where only its arrival is
   * known.
   */
  OptionalLong ownStamp() {
    RecordedStamp stamp = clocks.stamp(RecordingClock.HEADER);
    boolean sent = stamp.clock() == RecordingClock.PUBLISH && clocks.publish() != clocks.log();
    return stamp.sound() && (sent || stamp.clock() == RecordingClock.HEADER)
        ? OptionalLong.of(stamp.nanos())
        : OptionalLong.empty();
  }
}
