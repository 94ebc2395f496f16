package io.sisom.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.recording.bag.BagFormat;
import io.sisom.recording.bag.BagRecording;
import io.sisom.recording.db3.Db3Format;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real bags and databases read as the facts collected on them say. */
class RecordingFactsTest {
  /**
   * The one file of which more is read than its facts say. They come from a reader that takes whole
   * chunks alone, as {@code rosbag reindex} does, and find none. This chunk is not compressed, and
   * its first three messages lie whole before the cut; ../shared/feeds.md asks to keep every whole
   * record.
   */
  private static final String CUT_IN_A_CHUNK = "damaged/tiryoh_test_truncated.bag";

  private final Recordings recordings = new Recordings(List.of(new BagFormat(), new Db3Format()));

  @TestFactory
  Stream<DynamicTest> everyBagAndDatabaseReadsAsItsFactsSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode file : new ObjectMapper().readTree(Shared.feed("facts.json").toFile())) {
      String format = file.path("facts").path("format").asText();
      if (format.equals("rosbag1") || format.equals("sqlite3")) {
        String name = file.get("file").asText();
        tests.add(DynamicTest.dynamicTest(name, () -> agrees(name, file.get("facts"))));
      }
    }
    return tests.stream();
  }

  @Test
  void anEmptyFileIsNoRecording() throws IOException {
    Path file = Shared.feed("damaged/rosbagjs_empty-file.bag");
    assertThat(recordings.refusal(file)).isPresent();
    assertThat(Events.of(BagRecording.open(file)).damages().get(0).reason()).contains("empty");
  }

  @Test
  void theWholeMessagesOfAnUncompressedChunkThatIsCutAreRead() throws IOException {
    Events read = Events.of(BagRecording.open(Shared.feed(CUT_IN_A_CHUNK)));
    Events whole = Events.of(BagRecording.open(Shared.feed("damaged/tiryoh_test_unindexed.bag")));
    assertThat(read.texts()).hasSize(3).isEqualTo(whole.texts().subList(0, 3));
    assertThat(read.damages().get(0).reason())
        .contains("ends at byte 5,992")
        .contains("3 messages");
  }

  @Test
  void aFolderOfRosbag2IsTakenInTheOrderOfItsMetadata() throws IOException {
    Path bag = Shared.feed("db3/ait_images.bag");
    RecordingFolder folder = RecordingFolder.of(bag, recordings);
    assertThat(folder.files()).containsExactly(bag.resolve("images.bag_0.db3"));
    assertThat(folder.leftOut()).isEmpty();
  }

  @Test
  void aFolderWithoutMetadataIsTakenInTheOrderOfTime() throws IOException {
    for (String name : List.of("message", "file")) {
      Path bag = Shared.feed("db3/rosbag2_" + name + "_compression");
      RecordingFolder folder = RecordingFolder.of(bag, recordings);
      assertThat(folder.files())
          .extracting(it -> it.getFileName().toString().replaceAll("\\D+(\\d)\\..*", "$1"))
          .containsExactly("0", "1", "2", "3");
      assertThat(folder.leftOut()).hasSize(1);
    }
  }

  private void agrees(String name, JsonNode facts) throws IOException {
    Events read;
    if (recordings.open(Shared.feed(name), Position.START)
        instanceof OpeningOutcome.Opened opened) {
      read = Events.of(opened.recording());
    } else {
      throw new AssertionError("not opened");
    }
    Map<String, Integer> counts = new HashMap<>();
    boolean bag = facts.get("format").asText().equals("rosbag1");
    Set<String> names = new HashSet<>();
    facts.get("topics").fieldNames().forEachRemaining(names::add);
    for (Events.Read message : read.messages()) {
      Channel channel = message.channel();
      counts.merge(channel.topic(), 1, Integer::sum);
      JsonNode topic = facts.get("topics").get(channel.topic());
      if (topic != null) {
        assertThat(channel.schema().type()).isEqualTo(topic.get("type").asText());
        assertThat(channel.encoding()).isEqualTo(bag ? "ros1" : topic.get("encoding").asText());
      }
      if (!bag) {
        assertThat(message.payload()[0]).as("CDR, not a zstd frame").isZero();
      }
    }
    if (name.equals(CUT_IN_A_CHUNK)) {
      assertThat(facts.get("messages").asInt()).isZero();
      assertThat(read.messages()).hasSize(3);
    } else {
      assertThat(read.messages()).hasSize(facts.get("messages").asInt());
      assertThat(names).containsAll(counts.keySet());
      names.forEach(
          it ->
              assertThat(counts.getOrDefault(it, 0))
                  .isEqualTo(facts.get("topics").get(it).get("messages").asInt()));
    }
    assertThat(read.damages().isEmpty()).isEqualTo(facts.path("problems").isEmpty());
    assertThat(read.positions()).isSorted().doesNotHaveDuplicates();
    facts
        .path("images")
        .fields()
        .forEachRemaining(it -> stampsAgree(read, it.getKey(), it.getValue()));
    resumes(name, read);
  }

  private static void stampsAgree(Events read, String topic, JsonNode image) {
    List<Events.Read> messages =
        read.messages().stream().filter(it -> it.channel().topic().equals(topic)).toList();
    assertThat(messages.get(0).logNanos()).isEqualTo(image.get("logFirstNs").asLong());
    assertThat(messages.get(messages.size() - 1).logNanos())
        .isEqualTo(image.get("logLastNs").asLong());
    // In these messages a picture's bytes are the last field.
    byte[] message = messages.get(0).payload();
    int bytes = image.get("firstPayloadBytes").asInt();
    byte[] picture = Arrays.copyOfRange(message, message.length - bytes, message.length);
    assertThat(HexFormat.of().formatHex(sha256(picture)))
        .isEqualTo(image.get("firstPayloadSha256").asText());
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void resumes(String name, Events whole) throws IOException {
    int count = whole.messages().size();
    if (count == 0) {
      return;
    }
    Position middle = whole.positions().get(count / 2);
    if (recordings.open(Shared.feed(name), middle) instanceof OpeningOutcome.Opened opened) {
      assertThat(Events.of(opened.recording()).positions())
          .isEqualTo(whole.positions().subList(count / 2 + 1, count));
    }
  }
}
