package io.sisom.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real MCAP files hold what {@code facts.json} says of them. */
class McapFactsTest {
  @TestFactory
  Stream<DynamicTest> eachFileHoldsWhatTheFactsSay() throws IOException {
    JsonNode facts = new ObjectMapper().readTree(Shared.feed("facts.json").toFile());
    return StreamSupport.stream(facts.spliterator(), false)
        .filter(entry -> entry.path("facts").path("format").asText().equals("mcap"))
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.get("file").asText(),
                    () -> holds(Shared.feed(entry.get("file").asText()), entry.get("facts"))));
  }

  private static void holds(Path path, JsonNode facts) throws IOException {
    byte[] head = Arrays.copyOf(Files.readAllBytes(path), 1 << 18);
    assertThat(McapSource.isMcap(ByteBuffer.wrap(head))).isTrue();
    McapEvents all = McapEvents.of(McapRecording.open(path));
    assertThat(all.messages()).hasSize(facts.get("messages").asInt());
    assertThat(all.remarks())
        .contains(
            "library: " + facts.get("library").asText(),
            "profile: " + named(facts.get("profile").asText()));
    if (facts.has("fileCompression")) {
      assertThat(all.remarks()).contains("the file is compressed as a whole with zstd");
    }
    topics(all, facts.get("topics"));
    facts.path("images").fields().forEachRemaining(it -> image(all, it.getKey(), it.getValue()));
    List<Damage.Kind> damage = all.damage().stream().map(Damage::kind).toList();
    assertThat(damage)
        .isEqualTo(facts.get("problems").isEmpty() ? List.of() : List.of(Damage.Kind.CUT));
    // From any message on, the rest follows.
    for (int i = 0; i < all.messages().size(); i += 1 + all.messages().size() / 7) {
      Position after = all.messages().get(i).position();
      assertThat(McapEvents.of(McapRecording.open(path, after)).messages())
          .isEqualTo(all.messages().subList(i + 1, all.messages().size()));
    }
  }

  private static void topics(McapEvents all, JsonNode topics) {
    Map<String, List<Message>> byTopic =
        all.messages().stream().collect(Collectors.groupingBy(it -> it.channel().topic()));
    if (topics.path("count").isInt()) {
      assertThat(byTopic).hasSize(topics.get("count").asInt());
      return;
    }
    topics
        .fields()
        .forEachRemaining(
            it -> {
              List<Message> messages = byTopic.getOrDefault(it.getKey(), List.of());
              assertThat(messages).hasSize(it.getValue().get("messages").asInt());
              for (Message message : messages) {
                assertThat(message.channel().encoding())
                    .isEqualTo(it.getValue().get("encoding").asText());
                assertThat(message.channel().schema().type())
                    .isEqualTo(it.getValue().get("type").asText());
              }
            });
  }

  private static void image(McapEvents all, String topic, JsonNode image) {
    List<Message> messages =
        all.messages().stream().filter(it -> it.channel().topic().equals(topic)).toList();
    assertThat(messages).hasSize(image.get("messages").asInt());
    assertThat(messages.get(0).logNanos()).isEqualTo(image.get("logFirstNs").asLong());
    assertThat(messages.get(messages.size() - 1).logNanos())
        .isEqualTo(image.get("logLastNs").asLong());
    if (image.has("messageCompression")) {
      assertThat(all.remarks()).contains("each message is compressed with zstd");
      assertThat(messages)
          .allSatisfy(it -> assertThat(it.payload().get(0)).as("CDR begins with 0").isZero());
    }
  }

  private static String named(String text) {
    return text.isEmpty() ? "not named" : text;
  }
}
