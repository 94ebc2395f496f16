package io.sisom.feed.live.ros;

import io.sisom.feed.live.LiveInbox;
import io.sisom.feed.live.LiveMessage;
import io.sisom.feed.recording.ChannelPictures;
import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.feed.recording.MessageClocks;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A topic of images over one connection: messages in, pictures into the inbox. */
final class ImageTopic {
  private final String topic;
  private final String sensor;
  private final String stream;
  private final int session;
  private final ChannelPictures.Readable pictures;
  private final LiveInbox inbox;
  private final Clock clock;

  ImageTopic(
      String topic,
      String sensor,
      String stream,
      int session,
      ChannelPictures.Readable pictures,
      LiveInbox inbox,
      Clock clock) {
    this.topic = topic;
    this.sensor = sensor;
    this.stream = stream;
    this.session = session;
    this.pictures = pictures;
    this.inbox = inbox;
    this.clock = clock;
  }

  String topic() {
    return topic;
  }

  /**
   * Takes a message.
   *
   * @param payload its own memory, not changed any more
   * @param published nanoseconds since the epoch; empty where the protocol does not tell
   */
  void take(ByteBuffer payload, OptionalLong published) {
    Reading reading = pictures.read(payload);
    if (reading instanceof Reading.Found found) {
      long arrived = nanos(clock.instant());
      inbox.offer(
          new LiveMessage(
              sensor,
              topic,
              stream,
              session,
              new MessageClocks(found.header(), published.orElse(arrived), arrived),
              payload.remaining(),
              Optional.empty(),
              found.conversion(),
              LiveMessage.UNHEARD));
    } else if (reading instanceof Reading.Packet) {
      inbox.refuse(sensor, "a packet of video, which is read of recordings and cameras only");
    } else {
      inbox.refuse(sensor, ((Reading.Malformed) reading).reason());
    }
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
