package io.sisom.feed.live.ros;

import io.sisom.feed.live.LiveInbox;
import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.recording.ChannelPictures;
import io.sisom.recording.Channel;
import io.sisom.text.Unseen;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides over one connection which topics are subscribed, and tells once why one is not. */
final class ImageTopics {
  private static final int MAX_TOPICS = 1000;

  private final TopicChoice choice;
  private final String stream;
  private final int session;
  private final LiveInbox inbox;
  private final SessionWatch watch;
  private final Clock clock;
  private final Map<String, String> topicOfSensor = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  ImageTopics(
      TopicChoice choice,
      String stream,
      int session,
      LiveInbox inbox,
      SessionWatch watch,
      Clock clock) {
    this.choice = choice;
    this.stream = stream;
    this.session = session;
    this.inbox = inbox;
    this.watch = watch;
    this.clock = clock;
  }

  /** What reads a channel's images; empty where it is not to be fed. */
  Optional<ImageTopic> of(Channel channel) {
    String topic = channel.topic();
    if (!choice.topics().choose(topic)) {
      return Optional.empty();
    }
    ChannelPictures pictures = choice.pictures().of(channel);
    if (pictures instanceof ChannelPictures.NoPictures none) {
      return choice.topics().globs().isEmpty() ? Optional.empty() : left(topic, none.reason());
    }
    if (pictures instanceof ChannelPictures.Unreadable unreadable) {
      return unreadable.meant() ? left(topic, unreadable.reason()) : Optional.empty();
    }
    Optional<String> sensor = choice.sensors().of(topic);
    if (sensor.isEmpty()) {
      return left(topic, "its name gives no sensor's; give one with --sensor");
    }
    if (!topicOfSensor.getOrDefault(sensor.get(), topic).equals(topic)) {
      return left(topic, "another topic has its sensor's name; put {topic} into --sensor");
    }
    if (topicOfSensor.size() >= MAX_TOPICS) {
      return left(topic, "beyond the first " + MAX_TOPICS + " topics");
    }
    topicOfSensor.put(sensor.get(), topic);
    return Optional.of(
        new ImageTopic(
            topic,
            sensor.get(),
            stream,
            session,
            (ChannelPictures.Readable) pictures,
            inbox,
            clock));
  }

  private Optional<ImageTopic> left(String topic, String reason) {
    if (told.size() < MAX_TOPICS && told.add(topic)) {
      watch.note("topic " + Unseen.escaped(topic) + " is left out: " + reason);
    }
    return Optional.empty();
  }
}
