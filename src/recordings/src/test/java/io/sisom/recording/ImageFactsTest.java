package io.sisom.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.recording.bag.BagFormat;
import io.sisom.recording.db3.Db3Format;
import io.sisom.recording.mcap.McapRecording;
import io.sisom.recording.message.ImageChannel;
import io.sisom.recording.message.ImageMessage;
import io.sisom.recording.picture.Conversion;
import io.sisom.recording.picture.DepthMapping;
import io.sisom.recording.picture.FramePicture;
import io.sisom.recording.picture.ImageConverter;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The images of real recordings are what {@code facts.json} says of them, to the last byte. */
class ImageFactsTest {
  private final Recordings bags = new Recordings(List.of(new BagFormat(), new Db3Format()));
  private final ImageConverter converter = new ImageConverter(PictureChoices.defaults());

  @TestFactory
  Stream<DynamicTest> eachImageIsWhatTheFactsSay() throws IOException {
    JsonNode facts = new ObjectMapper().readTree(Shared.feed("facts.json").toFile());
    return StreamSupport.stream(facts.spliterator(), false)
        .filter(it -> it.path("facts").path("topics").size() > 0)
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.get("file").asText(),
                    () -> agrees(it.get("file").asText(), it.get("facts").path("images"))));
  }

  @Test
  void whatCannotBeReadIsSaidInWords() throws IOException {
    assertThat(channels("mcap-other/rosbag2_wrong_rmw.mcap").values())
        .contains(
            new ImageChannel.Unreadable(
                "message encoding \"wrong_format\" is not known; known are cdr, ros1, protobuf,"
                    + " json and cbor"));
    // What cannot be parsed there is the text of a type that is no image.
    assertThat(channels("mcap-other/plotjuggler_test_bad_schema.mcap").values())
        .contains(
            new ImageChannel.NoImages("messages of type \"broken_msgs/Garbage\" hold no images"));
    assertThat(channels("mcap-other/plotjuggler_test_unsupported_encoding.mcap").values())
        .anySatisfy(it -> assertThat(it).isInstanceOf(ImageChannel.Unreadable.class));
  }

  @Test
  void imagesThatLieAreRefusedWithTheirFigures() throws IOException {
    Map<String, List<ImageMessage>> images = images("mcap-images/geocam_lying_images.mcap");
    assertThat(images.get("/test/sensor_msgs/image"))
        .allSatisfy(
            it ->
                assertThat(converter.convert(it))
                    .isEqualTo(
                        new Conversion.Refused(
                            "640x480 rgb8 step 1920 has 30 bytes, needs 921600")));
    assertThat(images.get("/test/sensor_msgs/compressed_image"))
        .allSatisfy(
            it ->
                assertThat(converter.convert(it))
                    .isInstanceOfSatisfying(
                        Conversion.Refused.class,
                        refused -> assertThat(refused.reason()).contains("(10 bytes)")));
  }

  private void agrees(String file, JsonNode facts) throws IOException {
    Map<String, List<ImageMessage>> images = images(file);
    List<String> topics = new ArrayList<>();
    facts.fieldNames().forEachRemaining(topics::add);
    assertThat(images.keySet()).containsExactlyInAnyOrderElementsOf(topics);
    for (String topic : topics) {
      agrees(images.getOrDefault(topic, List.of()), facts.get(topic));
    }
  }

  private void agrees(List<ImageMessage> images, JsonNode facts) {
    assertThat(images).hasSize(facts.get("messages").asInt());
    MessageDigest all = sha256();
    images.forEach(it -> all.update(data(it).duplicate()));
    ImageMessage first = images.get(0);
    assertThat(data(first).remaining()).isEqualTo(facts.get("firstPayloadBytes").asInt());
    assertThat(hash(data(first))).isEqualTo(facts.get("firstPayloadSha256").asText());
    assertThat(HexFormat.of().formatHex(all.digest()))
        .isEqualTo(facts.get("allPayloadsSha256").asText());
    assertThat(stamp(first)).isEqualTo(nanos(facts.get("stampFirstNs")));
    assertThat(stamp(images.get(images.size() - 1))).isEqualTo(nanos(facts.get("stampLastNs")));
    if (first instanceof ImageMessage.Raw raw) {
      assertThat(facts.get("kind").asText()).isEqualTo("raw");
      assertThat(raw.frameId()).isEqualTo(facts.get("frameId").asText());
      assertThat(raw.encoding()).isEqualTo(facts.get("encoding").asText());
      assertThat(raw.width()).isEqualTo(facts.get("width").asInt());
      assertThat(raw.height()).isEqualTo(facts.get("height").asInt());
      assertThat(raw.step()).isEqualTo(facts.get("step").asInt());
      assertThat(raw.bigEndian()).isEqualTo(facts.get("isBigEndian").asInt() != 0);
    } else {
      ImageMessage.Compressed compressed = (ImageMessage.Compressed) first;
      assertThat(facts.get("kind").asText()).isEqualTo("compressed");
      assertThat(compressed.frameId()).isEqualTo(facts.get("frameId").asText());
      assertThat(compressed.format()).isEqualTo(facts.get("encoding").asText());
    }
    converts(first, facts);
  }

  private void converts(ImageMessage image, JsonNode facts) {
    Conversion conversion = converter.convert(image);
    if (facts.get("encoding").asText().startsWith("16UC1")) {
      assertThat(conversion).isInstanceOf(Conversion.Refused.class);
      conversion =
          new ImageConverter(PictureChoices.defaults().withDepth(new DepthMapping(0, 10_000)))
              .convert(image);
    }
    boolean lies =
        data(image).remaining() < 100 && !facts.get("width").isInt()
            || facts.get("firstPayloadBytes").asInt() == 30;
    if (lies) {
      assertThat(conversion).isInstanceOf(Conversion.Refused.class);
      return;
    }
    FramePicture picture = ((Conversion.Converted) conversion).picture();
    assertThat(picture.width()).isEqualTo(facts.get("width").asInt());
    assertThat(picture.height()).isEqualTo(facts.get("height").asInt());
    if (facts.has("magic")) {
      assertThat(picture.encoding()).isEqualTo(facts.get("magic").asText());
    }
    if (facts.has("firstRgb8Sha256")) {
      assertThat(picture.encoding()).isEqualTo("rgb8");
      assertThat(hash(ByteBuffer.wrap(picture.bytes())))
          .isEqualTo(facts.get("firstRgb8Sha256").asText());
    }
  }

  private static OptionalLong nanos(JsonNode stamp) {
    return stamp.isNull() ? OptionalLong.empty() : OptionalLong.of(stamp.asLong());
  }

  private static OptionalLong stamp(ImageMessage image) {
    return image instanceof ImageMessage.Raw raw
        ? raw.stampNanos()
        : ((ImageMessage.Compressed) image).stampNanos();
  }

  private static ByteBuffer data(ImageMessage image) {
    return image instanceof ImageMessage.Raw raw
        ? raw.data()
        : ((ImageMessage.Compressed) image).data();
  }

  private static String hash(ByteBuffer bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes.duplicate());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, ImageChannel> channels(String file) throws IOException {
    Map<String, ImageChannel> channels = new LinkedHashMap<>();
    for (Events.Read message : read(file).messages()) {
      channels.computeIfAbsent(message.channel().topic(), it -> ImageChannel.of(message.channel()));
    }
    return channels;
  }

  /** All images of a recording by their topics. */
  private Map<String, List<ImageMessage>> images(String file) throws IOException {
    Map<String, List<ImageMessage>> images = new LinkedHashMap<>();
    for (Events.Read message : read(file).messages()) {
      if (ImageChannel.of(message.channel()) instanceof ImageChannel.Readable readable) {
        images
            .computeIfAbsent(message.channel().topic(), it -> new ArrayList<>())
            .add(readable.decoder().decode(ByteBuffer.wrap(message.payload())));
      }
    }
    return images;
  }

  private Events read(String file) throws IOException {
    Path path = Shared.feed(file);
    return bags.open(path, Position.START) instanceof OpeningOutcome.Opened opened
        ? Events.of(opened.recording())
        : Events.of(McapRecording.open(path));
  }
}
