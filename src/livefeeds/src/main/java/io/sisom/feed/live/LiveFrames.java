package io.sisom.feed.live;

import io.sisom.feed.recording.CaptureAttributes;
import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.RecordedStamp;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.SensorFrame;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes frames of messages; of one sensor one after the other. Safe for use by many threads. */
final class LiveFrames {
  private static final long NANOS = 1_000_000_000L;

  private final LiveChoice choice;
  private final Map<String, LiveSensor> sensors = new ConcurrentHashMap<>();

  /** What is made of a message. */
  sealed interface Made {
    /** A frame, to be sent. */
    record Frame(SensorFrame frame) implements Made {}

    /** None, and why. */
    record Ended(LiveOutcome outcome) implements Made {}
  }

  LiveFrames(LiveChoice choice) {
    this.choice = choice;
  }

  Made make(LiveMessage message) {
    LiveSensor sensor = sensors.computeIfAbsent(message.sensor(), LiveSensor::new);
    synchronized (sensor) {
      return make(message, sensor);
    }
  }

  private Made make(LiveMessage message, LiveSensor sensor) {
    RecordedStamp stamp = message.clocks().stamp(choice.clock());
    if (sensor.tooSoon(stamp.nanos(), choice.everyNanos())) {
      return new Made.Ended(new LiveOutcome.SampledAway());
    }
    Content content = message.conversion().get();
    if (content instanceof Content.Refused refused) {
      return new Made.Ended(new LiveOutcome.Refused("picture: " + refused.reason()));
    }
    Content.Ready picture = (Content.Ready) content;
    if (picture.content().remaining() > choice.maxBytes()) {
      return new Made.Ended(
          new LiveOutcome.Refused("larger than frame.max.bytes = " + choice.maxBytes()));
    }
    if (sensor.isRepeat(message, picture.content())) {
      return new Made.Ended(new LiveOutcome.Repeated());
    }
    OptionalLong hash = choice.distinct() ? picture.hash().get() : OptionalLong.empty();
    if (choice.distinct() && sensor.alike(hash)) {
      return new Made.Ended(new LiveOutcome.SampledAway());
    }
    sensor.fed(stamp.nanos(), hash);
    String id = message.frameId().orElseGet(() -> sensor.nextId(message.clocks()));
    return new Made.Frame(frame(id, message, stamp, picture));
  }

  private SensorFrame frame(
      String id, LiveMessage message, RecordedStamp stamp, Content.Ready picture) {
    long event = stamp.nanos();
    return SensorFrame.newBuilder()
        .setFrameId(id)
        .setSensorId(message.sensor())
        .setCapturedAt(
            Instant.ofEpochSecond(Math.floorDiv(event, NANOS), Math.floorMod(event, NANOS)))
        .setEncoding(picture.encoding())
        .setWidth(picture.width())
        .setHeight(picture.height())
        .setContent(picture.content())
        .setSource(
            FrameOrigin.newBuilder()
                .setRobot(orNull(choice.robot()))
                .setTopic(orNull(message.topic()))
                .setStream(message.stream())
                .build())
        .setAttributes(CaptureAttributes.of(stamp))
        .build();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
