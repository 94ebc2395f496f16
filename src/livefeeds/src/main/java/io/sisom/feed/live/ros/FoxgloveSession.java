package io.sisom.feed.live.ros;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.live.ws.SocketHandler;
import io.sisom.feed.live.ws.SocketSender;
import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import io.sisom.text.Unseen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection: subscribes to each advertised channel with images, and hands on its messages. */
final class FoxgloveSession implements SocketHandler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte MESSAGE_DATA = 1;
  private static final int MESSAGE_HEADER = 1 + Integer.BYTES + Long.BYTES;
  private static final Set<String> BINARY_SCHEMAS = Set.of("protobuf", "flatbuffer");
  private static final String WHY =
      "is anything published, and does the bridge see it (a best-effort publisher needs a"
          + " best-effort subscription of the bridge)?";

  private final ImageTopics topics;
  private final SessionWatch watch;
  private final Map<Long, ImageTopic> bySubscription = new HashMap<>();
  private @Nullable SocketSender sender;

  FoxgloveSession(ImageTopics topics, SessionWatch watch) {
    this.topics = topics;
    this.watch = watch;
  }

  @Override
  public void opened(SocketSender to, String protocol) {
    if (!FoxgloveSource.PROTOCOLS.contains(protocol)) {
      to.unwanted("the server speaks none of " + String.join(", ", FoxgloveSource.PROTOCOLS));
      return;
    }
    sender = to;
    watch.connected();
    watch.subscribed("the server", "it advertises no channel with images that is chosen");
  }

  @Override
  public void text(byte[] message) {
    JsonNode json;
    try {
      json = JSON.readTree(message);
    } catch (IOException e) {
      watch.note("the server sent a text that is no JSON; it is passed over");
      return;
    }
    switch (json.path("op").asText()) {
      case "advertise" -> json.path("channels").forEach(this::advertised);
      case "unadvertise" ->
          json.path("channelIds").forEach(id -> bySubscription.remove(id.asLong()));
      case "status" -> status(json);
      default -> {
        // Server info, parameters, services and what later versions add concern nobody here.
      }
    }
  }

  private void status(JsonNode json) {
    if (json.path("level").asInt() > 0) {
      watch.note("the server says: " + Unseen.escaped(json.path("message").asText()));
    }
  }

  private void advertised(JsonNode described) {
    Optional<ImageTopic> topic = topics.of(channel(described));
    SocketSender to = sender;
    long id = described.path("id").asLong(-1);
    if (topic.isEmpty() || to == null || id < 0) {
      return;
    }
    bySubscription.put(id, topic.get());
    watch.heard("the server");
    watch.subscribed(name(topic.get()), WHY);
    ObjectNode subscribe = JSON.createObjectNode().put("op", "subscribe");
    ArrayNode all = subscribe.putArray("subscriptions");
    all.addObject().put("id", id).put("channelId", id);
    to.send(text(subscribe));
  }

  private static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always written", e);
    }
  }

  private static String name(ImageTopic topic) {
    return "topic " + Unseen.escaped(topic.topic());
  }

  private static Channel channel(JsonNode described) {
    String encoding = described.path("encoding").asText();
    String schema = described.path("schema").asText();
    String written = described.path("schemaEncoding").asText(guess(encoding));
    return new Channel(
        described.path("id").asLong(),
        described.path("topic").asText(),
        new MessageSchema(
            described.path("schemaName").asText(), written, definition(written, schema)),
        encoding,
        Map.of());
  }

  private static String guess(String encoding) {
    return switch (encoding) {
      case "protobuf" -> "protobuf";
      case "json" -> "jsonschema";
      case "ros1" -> "ros1msg";
      default -> "ros2msg";
    };
  }

  private static ByteBuffer definition(String written, String schema) {
    if (BINARY_SCHEMAS.contains(written)) {
      try {
        return ByteBuffer.wrap(Base64.getDecoder().decode(schema));
      } catch (IllegalArgumentException e) {
        return ByteBuffer.allocate(0); // then it is the decoder that says what is wrong
      }
    }
    return ByteBuffer.wrap(schema.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void binary(byte[] message) {
    if (message.length < MESSAGE_HEADER || message[0] != MESSAGE_DATA) {
      return; // the server's time, or an answer to what was not asked
    }
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    ImageTopic topic = bySubscription.get(in.getInt(1) & 0xffffffffL);
    if (topic != null) {
      watch.heard(name(topic));
      topic.take(
          in.slice(MESSAGE_HEADER, message.length - MESSAGE_HEADER).asReadOnlyBuffer(),
          OptionalLong.of(in.getLong(1 + Integer.BYTES)));
    }
  }

  @Override
  public void tooLong(int maxBytes) {
    watch.note("a message of more than " + maxBytes + " bytes is passed over; see --max-message");
  }
}
