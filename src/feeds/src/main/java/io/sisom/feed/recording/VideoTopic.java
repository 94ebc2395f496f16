package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.recording.PacketDecoder;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.recording.VideoEvent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The video of one topic in one file. A picture comes out some packets after its own, and a decoder
 * cannot be saved: a feed that goes on decodes anew from a key frame before the place it had come
 * to, and what came out before is not given again.
 */
final class VideoTopic implements AutoCloseable {
  /** Packets whose pictures may be to come. */
  private static final int MAX_BEHIND = 512;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final TopicFeed.Fed topic;
  private final PacketPictures pictures;
  private final PacketDecoder decoder;
  private final TreeMap<Long, Sent> sent = new TreeMap<>();
  private final ArrayDeque<Next> waiting = new ArrayDeque<>();
  private final Position until;
  private @Nullable Position shown;
  private long packets;

  /** A packet's message, without its payload, and what must be read before it. */
  private record Sent(Message message, OptionalLong header, Position after) {}

  /**
   * What comes out.
   *
   * @param message that had its packet, without payload
   * @param after the message before that one
   * @param key whether decoding can begin with it
   */
  record Shown(Message message, Reading.Found picture, Position after, boolean key) {}

  /**
   * A topic's video.
   *
   * @param until how far an earlier run had read
   * @param shown message whose picture came out last in that run; null: none
   */
  VideoTopic(
      TopicFeed.Fed topic,
      PacketPictures pictures,
      PacketDecoder decoder,
      Position until,
      @Nullable Position shown) {
    this.topic = topic;
    this.pictures = pictures;
    this.decoder = decoder;
    this.until = until;
    this.shown = shown;
  }

  TopicFeed.Fed topic() {
    return topic;
  }

  /** Takes a message's packet. */
  void send(Message message, Reading.Packet packet, Position after) {
    Message kept =
        new Message(
            message.channel(),
            message.position(),
            message.sequence(),
            message.logNanos(),
            message.publishNanos(),
            NOTHING);
    sent.put(packets, new Sent(kept, packet.header(), after));
    packets++;
    sent.headMap(packets - MAX_BEHIND).clear();
    decoder.send(message.logNanos(), packet.data());
  }

  /** No packet follows. */
  void end() {
    decoder.end();
  }

  /** What comes next that an earlier run has not met; null where a packet is needed. */
  VideoTopic.@Nullable Next next() {
    Next first = waiting.poll();
    return first == null ? decoded() : first;
  }

  private VideoTopic.@Nullable Next decoded() {
    for (VideoEvent event = decoder.next(); event != null; event = decoder.next()) {
      if (event instanceof VideoEvent.LeftOut leftOut) {
        return new Next.LeftOut(leftOut.cause(), messageOf(leftOut.packet()));
      }
      if (event instanceof VideoEvent.Picture picture) {
        Sent from = sent.get(picture.packet());
        if (from != null && isNew(from.message().position())) {
          return new Next.Came(shown(picture, from));
        }
      }
    }
    return null;
  }

  /** What comes out of a decoder. */
  sealed interface Next {
    /** A picture. */
    record Came(Shown picture) implements Next {}

    /** None, and why. */
    record LeftOut(VideoEvent.Cause cause, Message message) implements Next {}
  }

  /** Passes over what an earlier run has had; a picture that it has not had stays. */
  void passOver() {
    for (Next next = decoded(); next != null; next = decoded()) {
      if (next instanceof Next.Came) {
        waiting.add(next);
      }
    }
  }

  /** The message of a packet, or the last one that is known. */
  private Message messageOf(long packet) {
    Sent known = sent.get(packet);
    return (known == null ? Objects.requireNonNull(sent.lastEntry()).getValue() : known).message();
  }

  private boolean isNew(Position position) {
    if (shown == null) {
      return true;
    }
    boolean late = position.compareTo(until) > 0;
    if (late || position.equals(shown)) {
      shown = null;
    }
    return late;
  }

  private Shown shown(VideoEvent.Picture picture, Sent from) {
    Reading.Found found =
        new Reading.Found(
            from.header(),
            DecodedPictures.words(picture.width(), picture.height()),
            picture.pixels().remaining(),
            () -> pictures.content(picture));
    return new Shown(from.message(), found, from.after(), picture.key());
  }

  /** Whether it gives nothing since it lacks what was sent before: parameter sets sent once. */
  boolean lost() {
    return shown != null && decoder.counts().given() == 0 && decoder.counts().leftOutInAll() > 0;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
