package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.feed.recording.PacketPictures.Opening;
import io.sisom.recording.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The videos of one file, one decoder for each topic; all are closed together. */
final class VideoTopics implements AutoCloseable {
  /** Decoders that are open at a time: each keeps pictures. */
  static final int MAX_DECODERS = 64;

  private final FeedProgress progress;
  private final Position until;
  private final Map<String, VideoTopic> topics = new LinkedHashMap<>();
  private final Map<String, String> refused = new HashMap<>();

  /**
   * Of a file.
   *
   * @param until how far an earlier run has read it
   */
  VideoTopics(FeedProgress progress, Position until) {
    this.progress = progress;
    this.until = until;
  }

  /**
   * The video that a packet belongs to; empty where there is no decoder, see {@link #refusal}.
   *
   * @param after the message before the packet's
   */
  Optional<VideoTopic> of(TopicFeed.Fed topic, Reading.Packet packet, Position after) {
    String sensor = topic.sensor();
    if (!topics.containsKey(sensor) && !refused.containsKey(sensor)) {
      open(topic, packet, after);
    }
    return Optional.ofNullable(topics.get(sensor));
  }

  private void open(TopicFeed.Fed topic, Reading.Packet packet, Position after) {
    String sensor = topic.sensor();
    if (topics.size() >= MAX_DECODERS) {
      refused.put(sensor, "video beyond the first " + MAX_DECODERS + " topics with video");
      return;
    }
    Opening opening = packet.pictures().open(packet.codec());
    if (opening instanceof Opening.Refused no) {
      refused.put(sensor, no.reason());
      return;
    }
    SensorProgress saved = progress.of(sensor);
    saved.videoFound(after);
    topics.put(
        sensor,
        new VideoTopic(
            topic,
            packet.pictures(),
            ((Opening.Opened) opening).decoder(),
            until,
            saved.videoShown().orElse(null)));
  }

  /** Why a topic's packets are not decoded. */
  String refusal(TopicFeed.Fed topic) {
    return refused.getOrDefault(topic.sensor(), "");
  }

  /** All of them. */
  Collection<VideoTopic> all() {
    return List.copyOf(topics.values());
  }

  /** Whether one cannot go on from its key frame alone. */
  boolean lost() {
    return topics.values().stream().anyMatch(VideoTopic::lost);
  }

  @Override
  public void close() {
    topics.values().forEach(VideoTopic::close);
    topics.clear();
  }
}
