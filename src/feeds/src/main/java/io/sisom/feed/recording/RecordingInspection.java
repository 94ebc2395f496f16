package io.sisom.feed.recording;

import io.sisom.feed.Tally;
import io.sisom.feed.film.FilmFacts;
import io.sisom.feed.film.FilmRecording;
import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.feed.recording.PacketPictures.Opening;
import io.sisom.recording.Channel;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.recording.RecordingKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What there is in one file, and what would be fed of it. Every message is read; the first picture
 * of each topic is converted.
 */
public final class RecordingInspection {
  private static final int MAX_TOPICS = 10_000;

  private final String file;
  private final RecordingKind kind;
  private final List<String> remarks;
  private final FeedTally tally;
  private final Map<String, TopicInspection> topics = new TreeMap<>();
  private final Set<String> converted = new HashSet<>();
  private final Set<String> undecoded = new HashSet<>();
  private Optional<FilmFacts> film = Optional.empty();
  private long messages;

  private RecordingInspection(String file, Recording recording) {
    this.file = file;
    this.kind = recording.kind();
    this.remarks = new ArrayList<>();
    this.tally = new FeedTally();
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read; a damaged one can
   */
  public static RecordingInspection of(
      RecordingFile file, RecordingChoice choice, ChannelReader pictures) throws IOException {
    try (Recording recording = file.open(Position.START)) {
      RecordingInspection inspection = new RecordingInspection(file.name(), recording);
      TopicFeeds feeds = new TopicFeeds(choice, pictures, inspection.tally);
      for (RecordingEvent e = recording.next(); e != null; e = recording.next()) {
        if (e instanceof Damage damage) {
          inspection.tally.damaged(file.name(), damage);
        } else if (e instanceof Message message) {
          inspection.add(message, feeds, choice);
        }
      }
      inspection.remarks.addAll(recording.remarks());
      if (recording instanceof FilmRecording film) {
        inspection.film = Optional.of(film.facts());
      }
      return inspection;
    }
  }

  private void add(Message message, TopicFeeds feeds, RecordingChoice choice) {
    messages++;
    Channel channel = message.channel();
    if (!topics.containsKey(channel.topic()) && topics.size() >= MAX_TOPICS) {
      return;
    }
    TopicInspection topic = topics.computeIfAbsent(channel.topic(), TopicInspection::new);
    topic.add(channel, message);
    if (feeds.of(channel) instanceof TopicFeed.Fed fed) {
      topic.feeding("fed as " + fed.sensor());
      look(fed, message, topic, choice);
    } else {
      topic.feeding("not fed: " + ((TopicFeed.Left) feeds.of(channel)).reason());
      MessageClocks clocks = MessageClocks.of(message, OptionalLong.empty());
      topic.clocks(clocks, clocks.stamp(choice.clock()));
    }
  }

  private void look(
      TopicFeed.Fed fed, Message message, TopicInspection topic, RecordingChoice choice) {
    Reading reading = fed.pictures().read(message.payload());
    if (reading instanceof Reading.Malformed malformed) {
      topic.malformed(malformed.reason());
      return;
    }
    if (reading instanceof Reading.Packet packet) {
      lookAtVideo(packet, message, topic, choice);
      return;
    }
    Reading.Found picture = (Reading.Found) reading;
    MessageClocks clocks = MessageClocks.of(message, picture.header());
    topic.clocks(clocks, clocks.stamp(choice.clock()));
    topic.picture(picture.encoding(), picture.bytes());
    if (converted.add(topic.topic())) {
      convert(picture, topic);
    }
  }

  private void lookAtVideo(
      Reading.Packet packet, Message message, TopicInspection topic, RecordingChoice choice) {
    MessageClocks clocks = MessageClocks.of(message, packet.header());
    topic.clocks(clocks, clocks.stamp(choice.clock()));
    topic.picture(packet.codec() + " packets", packet.data().remaining());
    if (converted.add(topic.topic())) {
      Opening opening = packet.pictures().open(packet.codec());
      if (opening instanceof Opening.Opened opened) {
        opened.decoder().close();
      } else {
        topic.problem(((Opening.Refused) opening).reason());
        undecoded.add(topic.topic());
      }
    }
    if (undecoded.contains(topic.topic())) {
      topic.feeding("not fed: video that is not decoded here");
    }
  }

  private static void convert(Reading.Found picture, TopicInspection topic) {
    Content content = picture.conversion().get();
    if (content instanceof Content.Ready ready) {
      topic.first(ready.encoding() + " " + ready.width() + "x" + ready.height());
    } else if (content instanceof Content.Refused refused) {
      topic.problem(refused.reason());
      if (refused.meant()) {
        topic.feeding("not fed: " + refused.reason());
      }
    }
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** By its first bytes. */
  public RecordingKind kind() {
    return kind;
  }

  /** What it says of itself. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** What is known of a film; empty where the file is none. */
  public Optional<FilmFacts> film() {
    return film;
  }

  /** Whole messages. */
  public long messages() {
    return messages;
  }

  /** By name. */
  public List<TopicInspection> topics() {
    return List.copyOf(topics.values());
  }

  /** The first places where it is damaged. */
  public List<String> damage() {
    return tally.damage();
  }

  /** How many such places there are. */
  public long damaged() {
    return tally.damaged();
  }

  /** What would be refused as a whole topic. */
  public Tally refused() {
    return tally.refused();
  }
}
