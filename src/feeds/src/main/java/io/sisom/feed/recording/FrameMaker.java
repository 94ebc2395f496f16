package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.SensorFrame;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes frames of messages in two steps: {@link #look} changes nothing that is saved, so that a
 * position may be committed between the two while a frame waits for its time; {@link #make} does.
 */
final class FrameMaker {
  private final RecordingChoice choice;
  private final FeedProgress progress;
  private final FeedTally tally;
  private final Clock clock;
  private final int maxBytes;

  /**
   * A picture that was found.
   *
   * @param stamp when it was captured
   * @param named the stamp that its frame is called after: the same whatever clock is chosen
   * @param wanted whether it is to be fed, as far as its time tells
   */
  record Seen(
      TopicFeed.Fed topic,
      Message message,
      Reading.Found picture,
      RecordedStamp stamp,
      RecordedStamp named,
      boolean wanted) {}

  FrameMaker(
      RecordingChoice choice, FeedProgress progress, FeedTally tally, Clock clock, int maxBytes) {
    this.choice = choice;
    this.progress = progress;
    this.tally = tally;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /** The picture of a message. */
  Seen look(TopicFeed.Fed topic, Message message, Reading.Found picture) {
    MessageClocks clocks = MessageClocks.of(message, picture.header());
    RecordedStamp stamp = clocks.stamp(choice.clock());
    tally.clocks().add(clocks, stamp);
    return new Seen(
        topic,
        message,
        picture,
        stamp,
        clocks.stamp(RecordingClock.HEADER),
        wanted(topic.sensor(), stamp.nanos()));
  }

  private boolean wanted(String sensor, long nanos) {
    long start = progress.startNanos(nanos);
    TimeBound since = choice.since();
    TimeBound until = choice.until();
    return (since == null || nanos >= since.nanos(start))
        && (until == null || nanos < until.nanos(start))
        && !progress.of(sensor).tooSoon(nanos, choice.everyNanos());
  }

  /** The frame of a picture; empty, and told, where it is not to be fed. */
  Optional<RecordingFrame> make(Seen seen, String file) {
    SensorProgress sensor = progress.of(seen.topic().sensor());
    String frameId = sensor.nextId(seen.named().nanos());
    if (!seen.wanted()) {
      leave("outside --since, --until or --every", seen);
      return Optional.empty();
    }
    Content content = seen.picture().conversion().get();
    if (content instanceof Content.Refused refused) {
      if (refused.meant()) {
        leave(refused.reason(), seen);
      } else {
        refuse(refused.reason(), seen.topic(), seen.message(), file);
      }
      return Optional.empty();
    }
    Content.Ready picture = (Content.Ready) content;
    if (picture.content().remaining() > maxBytes) {
      refuse("larger than frame.max.bytes = " + maxBytes, seen.topic(), seen.message(), file);
      return Optional.empty();
    }
    OptionalLong hash = choice.distinct() ? picture.hash().get() : OptionalLong.empty();
    if (choice.distinct() && sensor.alike(hash)) {
      leave("looks like the frame before it", seen);
      return Optional.empty();
    }
    sensor.fed(seen.stamp().nanos(), hash);
    return Optional.of(frame(frameId, seen, picture, file));
  }

  private RecordingFrame frame(String id, Seen seen, Content.Ready picture, String file) {
    Message message = seen.message();
    String robot = choice.sensors().robot();
    FrameOrigin origin =
        FrameOrigin.newBuilder()
            .setRobot(robot.isEmpty() ? null : robot)
            .setTopic(message.channel().topic())
            .setStream(file)
            .setPosition(message.position().toString())
            .build();
    SensorFrame frame =
        SensorFrame.newBuilder()
            .setFrameId(id)
            .setSensorId(seen.topic().sensor())
            .setCapturedAt(capturedAt(seen.stamp().nanos()))
            .setEncoding(picture.encoding())
            .setWidth(picture.width())
            .setHeight(picture.height())
            .setContent(picture.content())
            .setSource(origin)
            .setAttributes(CaptureAttributes.of(seen.stamp()))
            .build();
    return new RecordingFrame(frame, seen.stamp());
  }

  private Instant capturedAt(long nanos) {
    return switch (choice.time()) {
      case RECORDED -> instant(nanos);
      case SHIFT -> {
        Instant now = clock.instant();
        long nowNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        yield instant(nanos + progress.shiftNanos(nanos, nowNanos));
      }
      case NOW -> clock.instant();
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private void leave(String reason, Seen seen) {
    tally.passedOver().add("picture " + reason, seen.topic().channel().topic());
  }

  /** That a message, or a picture of it, cannot be fed, and why. */
  void refuse(String reason, TopicFeed.Fed topic, Message message, String file) {
    tally
        .refused()
        .add(reason, topic.channel().topic() + " in " + file + " at " + message.position());
  }
}
