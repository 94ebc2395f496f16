package io.sisom.feed.live.ros;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.live.ws.SocketSender;
import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import io.sisom.text.Unseen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is subscribed over one connection to rosbridge. For one thread at a time. */
final class RosbridgeTopics {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The best first; the last is plain JSON. */
  private static final List<String> COMPRESSIONS = List.of("cbor-raw", "cbor", "none");

  private static final String WHY =
      "is the name right, and is the publisher best-effort (rosbridge subscribes reliably unless it"
          + " is told otherwise, and then receives nothing)?";

  private final List<String> globs;
  private final ImageTopics images;
  private final long throttleMillis;
  private final SessionWatch watch;
  private final Map<String, Subscribed> byTopic = new HashMap<>();
  private int compression;

  /** The same topic as its messages may be written. */
  private record Subscribed(
      String type,
      Optional<ImageTopic> raw,
      Optional<ImageTopic> cbor,
      Optional<ImageTopic> json) {}

  RosbridgeTopics(List<String> globs, ImageTopics images, long throttleMillis, SessionWatch watch) {
    this.globs = globs;
    this.images = images;
    this.throttleMillis = throttleMillis;
    this.watch = watch;
  }

  /** How a message is written. */
  enum Writing {
    RAW,
    CBOR,
    JSON
  }

  /** Asks which topics there are. */
  void ask(SocketSender to) {
    to.send(
        text(
            JSON.createObjectNode()
                .put("op", "call_service")
                .put("id", "topics")
                .put("service", "/rosapi/topics")));
  }

  /** Subscribes to those that are chosen and have images. */
  void offered(List<String> topics, List<String> types, SocketSender to) {
    for (int i = 0; i < Math.min(topics.size(), types.size()); i++) {
      subscribe(topics.get(i), types.get(i), to);
    }
  }

  /** Subscribes to the topics that were named in full, where nobody says which there are. */
  void guess(SocketSender to) {
    List<String> named =
        globs.stream().filter(it -> !it.contains("*") && !it.contains("?")).toList();
    watch.note(
        named.isEmpty()
            ? "rosapi does not answer, so topics must be named in full: --topic /camera/image"
            : "rosapi does not answer; the types of topics are guessed by their names, for ROS 2");
    for (String topic : named) {
      boolean compressed = topic.toLowerCase(java.util.Locale.ROOT).contains("compressed");
      subscribe(topic, "sensor_msgs/msg/" + (compressed ? "CompressedImage" : "Image"), to);
    }
  }

  private void subscribe(String topic, String type, SocketSender to) {
    if (byTopic.containsKey(topic)) {
      return;
    }
    boolean ros2 = type.contains("/msg/");
    Optional<ImageTopic> raw = images.of(channel(topic, type, ros2 ? "cdr" : "ros1"));
    if (raw.isEmpty()) {
      return;
    }
    byTopic.put(
        topic,
        new Subscribed(
            type,
            raw,
            images.of(channel(topic, type, "cbor")),
            images.of(channel(topic, type, "json"))));
    watch.heard("the bridge");
    watch.subscribed(name(topic), WHY);
    send(topic, type, to);
  }

  private static Channel channel(String topic, String type, String encoding) {
    return new Channel(
        0, topic, new MessageSchema(type, "", MessageSchema.NONE.definition()), encoding, Map.of());
  }

  private void send(String topic, String type, SocketSender to) {
    ObjectNode subscribe =
        JSON.createObjectNode()
            .put("op", "subscribe")
            .put("id", "subscribe:" + topic)
            .put("topic", topic)
            .put("type", type)
            .put("compression", COMPRESSIONS.get(compression))
            .put("queue_length", 1);
    if (throttleMillis > 0) {
      subscribe.put("throttle_rate", throttleMillis);
    }
    to.send(text(subscribe));
  }

  /** That the bridge does not know how it was asked to write; asks for the next way. */
  void lessCompression(SocketSender to) {
    if (compression + 1 >= COMPRESSIONS.size()) {
      return;
    }
    compression++;
    watch.note("the bridge does not know " + COMPRESSIONS.get(compression - 1));
    byTopic.forEach((topic, it) -> send(topic, it.type(), to));
  }

  /** What reads a topic's messages; empty where it is not subscribed. */
  Optional<ImageTopic> of(String topic, Writing writing) {
    @Nullable Subscribed found = byTopic.get(topic);
    if (found == null) {
      return Optional.empty();
    }
    watch.heard(name(topic));
    return switch (writing) {
      case RAW -> found.raw();
      case CBOR -> found.cbor();
      case JSON -> found.json();
    };
  }

  private static String name(String topic) {
    return "topic " + Unseen.escaped(topic);
  }

  private static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always written", e);
    }
  }
}
