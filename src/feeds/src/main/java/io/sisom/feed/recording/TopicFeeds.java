package io.sisom.feed.recording;

import io.sisom.feed.film.FilmMessage;
import io.sisom.recording.Channel;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides for each channel of a recording whether it is fed, and tells why it is not. */
final class TopicFeeds {
  /** So many channels are looked at; a recording has some hundred at most. */
  private static final int MAX_CHANNELS = 10_000;

  private static final int MAX_SENSORS = 1000;

  private final RecordingChoice choice;
  private final ChannelReader pictures;
  private final FeedTally tally;
  private final Map<Channel, TopicFeed> byChannel = new IdentityHashMap<>();
  private final Map<String, String> topicOfSensor = new HashMap<>();

  TopicFeeds(RecordingChoice choice, ChannelReader pictures, FeedTally tally) {
    this.choice = choice;
    this.pictures = pictures;
    this.tally = tally;
  }

  TopicFeed of(Channel channel) {
    TopicFeed known = byChannel.get(channel);
    if (known == null) {
      if (byChannel.size() >= MAX_CHANNELS) {
        byChannel.clear();
      }
      known = decide(channel);
      byChannel.put(channel, known);
    }
    return known;
  }

  /** Whether a channel that was asked for is fed. */
  boolean any() {
    return !topicOfSensor.isEmpty();
  }

  private TopicFeed decide(Channel channel) {
    String topic = channel.topic();
    if (!choice.topics().choose(topic)) {
      return left("not chosen", topic);
    }
    ChannelPictures found = pictures.of(channel);
    if (found instanceof ChannelPictures.NoPictures none) {
      // A robot's recording has dozens of such types: the inspection tells them one by one.
      tally.passedOver().add("topic without images", topic);
      return new TopicFeed.Left(none.reason());
    }
    if (found instanceof ChannelPictures.Unreadable unreadable) {
      return unreadable.meant()
          ? refused(unreadable.reason(), topic)
          : left(unreadable.reason(), topic);
    }
    return fed(channel, (ChannelPictures.Readable) found);
  }

  private TopicFeed fed(Channel channel, ChannelPictures.Readable readable) {
    String topic = channel.topic();
    Optional<String> sensor = choice.sensors().of(topic);
    if (sensor.isEmpty()) {
      return refused("its name gives no sensor's; give one with --sensor", topic);
    }
    String other = topicOfSensor.getOrDefault(sensor.get(), topic);
    boolean film = FilmMessage.isIn(channel); // one after the other, and each named by its file
    if (!other.equals(topic) && !film) {
      return refused("another topic has its sensor's name; put {topic} into --sensor", topic);
    }
    if (topicOfSensor.size() >= MAX_SENSORS) {
      return refused("beyond the first " + MAX_SENSORS + " topics with pictures", topic);
    }
    topicOfSensor.put(sensor.get(), topic);
    return new TopicFeed.Fed(channel, sensor.get(), readable);
  }

  private TopicFeed left(String reason, String topic) {
    tally.passedOver().add("topic: " + reason, topic);
    return new TopicFeed.Left(reason);
  }

  private TopicFeed refused(String reason, String topic) {
    tally.refused().add("topic: " + reason, topic);
    return new TopicFeed.Left(reason);
  }
}
