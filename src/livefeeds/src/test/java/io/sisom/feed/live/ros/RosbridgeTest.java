package io.sisom.feed.live.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.javalin.websocket.WsContext;
import io.sisom.feed.live.ws.SocketAddress;
import io.sisom.schema.SensorFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * rosbridge against a server of our own, written after its protocol's description: what a real
 * bridge does beyond that is not shown here.
 */
class RosbridgeTest {
  private static final String TOPIC = "/camera/image/compressed";
  private static final String TYPE = "sensor_msgs/msg/CompressedImage";
  private static final String TOPICS =
      "{\"op\":\"service_response\",\"id\":\"topics\",\"service\":\"/rosapi/topics\",\"result\":true,"
          + "\"values\":{\"topics\":[\"/rosout\",\"%s\"],\"types\":[\"rcl_interfaces/msg/Log\",\"%s\"]}}"
              .formatted(TOPIC, TYPE);

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30));
  }

  /** Tells its topics to whoever asks. */
  private static void answer(WsContext ctx, String message) {
    if (message.contains("call_service")) {
      ctx.send(TOPICS);
    }
  }

  private static RobotServer server(BiConsumer<WsContext, String> answer) {
    return new RobotServer(ctx -> {}, answer);
  }

  private static RobotRig rig(RobotServer server, String... globs) {
    return new RobotRig(
        new RosbridgeSource(
            RobotRig.address(server.url()),
            RobotRig.choice(1 << 20, globs),
            250,
            Clock.systemUTC()));
  }

  private static void subscribed(RobotServer server) {
    subscribed(server, 1);
  }

  private static void subscribed(RobotServer server, long times) {
    patiently()
        .until(
            () ->
                server.heard().stream().filter(it -> it.contains("\"subscribe\"")).count()
                    >= times);
  }

  /** A CompressedImage in CDR. */
  private static byte[] cdr(int seconds, byte[] picture) {
    ByteBuffer out = ByteBuffer.allocate(64 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0, 1, 0, 0}).putInt(seconds).putInt(5);
    out.putInt(4).put("cam\0".getBytes(StandardCharsets.US_ASCII));
    out.putInt(4).put("png\0".getBytes(StandardCharsets.US_ASCII));
    out.putInt(picture.length).put(picture);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  private static byte[] written(JsonFactory factory, Writing message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("op", "publish");
      out.writeStringField("topic", TOPIC);
      out.writeObjectFieldStart("msg");
      message.to(out);
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ByteBuffer raw(int seconds) {
    return ByteBuffer.wrap(
        written(
            new CBORFactory(),
            out -> {
              out.writeNumberField("secs", seconds);
              out.writeNumberField("nsecs", 7);
              out.writeBinaryField("bytes", cdr(seconds, RobotRig.png(seconds)));
            }));
  }

  private static ByteBuffer cbor(int seconds) {
    return ByteBuffer.wrap(written(new CBORFactory(), out -> image(out, seconds)));
  }

  private static String json(int seconds) {
    return new String(
        written(new JsonFactory(), out -> image(out, seconds)), StandardCharsets.UTF_8);
  }

  private static void image(JsonGenerator out, int seconds) throws IOException {
    out.writeObjectFieldStart("header");
    out.writeObjectFieldStart("stamp");
    out.writeNumberField("sec", seconds);
    out.writeNumberField("nanosec", 5);
    out.writeEndObject();
    out.writeStringField("frame_id", "cam");
    out.writeEndObject();
    out.writeStringField("format", "png");
    out.writeBinaryField("data", RobotRig.png(seconds));
  }

  private static String id(int seconds) {
    return "camera/image/compressed-%d000000005".formatted(seconds);
  }

  private static void fed(RobotRig rig, int frames) {
    patiently().until(() -> rig.frames().size() >= frames);
  }

  @Test
  void asksForTheLatestInBytesAndReadsWhateverWayItIsAnswered() throws Exception {
    try (RobotServer server = server(RosbridgeTest::answer);
        RobotRig rig = rig(server)) {
      subscribed(server);
      assertThat(server.heard())
          .anySatisfy(
              it ->
                  assertThat(it)
                      .contains(
                          "\"compression\":\"cbor-raw\"",
                          "\"queue_length\":1",
                          "\"throttle_rate\":250",
                          "\"topic\":\"" + TOPIC + "\""))
          .noneSatisfy(it -> assertThat(it).contains("rosout"));
      server.binary(raw(1_767_225_600));
      fed(rig, 1);
      server.binary(cbor(1_767_225_601));
      fed(rig, 2);
      server.text(json(1_767_225_602));
      fed(rig, 3);
      String whole = json(1_767_225_603);
      int half = whole.length() / 2;
      for (int i = 0; i < 2; i++) {
        String part = i == 0 ? whole.substring(0, half) : whole.substring(half);
        server.text(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("op", "fragment")
                .put("id", "f")
                .put("num", i)
                .put("total", 2)
                .put("data", part)
                .toString());
      }
      fed(rig, 4);
      assertThat(rig.frames())
          .extracting(SensorFrame::getFrameId)
          .containsExactly(
              id(1_767_225_600), id(1_767_225_601), id(1_767_225_602), id(1_767_225_603));
      assertThat(rig.frames())
          .extracting(it -> it.getContent().remaining())
          .allMatch(length -> length > 60);
    }
  }

  @Test
  void brokenOffInTheMiddleItComesBackAndFeedsNothingTwice() throws Exception {
    try (RobotServer server = server(RosbridgeTest::answer);
        RobotRig rig = rig(server)) {
      subscribed(server);
      server.binary(raw(1_767_225_600));
      fed(rig, 1);
      server.stop();
      patiently().until(() -> rig.notes().stream().anyMatch(it -> it.contains("trying again")));
      server.again();
      subscribed(server, 2);
      server.binary(raw(1_767_225_600)); // a latched message comes to whoever connects
      server.binary(raw(1_767_225_601));
      patiently().until(() -> rig.tally().all().fed() == 2);
      assertThat(rig.tally().all().repeated() + rig.tally().all().dropped()).isEqualTo(1);
      assertThat(rig.frames())
          .extracting(SensorFrame::getFrameId)
          .containsExactly(id(1_767_225_600), id(1_767_225_601));
    }
  }

  @Test
  void whereTheBridgeKnowsNoCborAnotherWayIsAskedFor() throws Exception {
    try (RobotServer server =
            server(
                (ctx, message) -> {
                  answer(ctx, message);
                  if (message.contains("cbor")) {
                    ctx.send(
                        "{\"op\":\"status\",\"level\":\"error\",\"msg\":\"unknown compression\"}");
                  }
                });
        RobotRig rig = rig(server)) {
      subscribed(server, 3);
      assertThat(server.heard().get(server.heard().size() - 1))
          .contains("\"compression\":\"none\"");
      assertThat(rig.notes()).anyMatch(it -> it.contains("the bridge does not know cbor-raw"));
    }
  }

  @Test
  void aWrongTopicIsToldAndABridgeWithoutRosapiIsAskedByName() throws Exception {
    try (RobotServer server = server((ctx, message) -> {});
        RobotRig rig = rig(server, "/wrong", "/also/compressed")) {
      subscribed(server, 2);
      assertThat(server.heard())
          .anyMatch(it -> it.contains("/wrong") && it.contains("sensor_msgs/msg/Image"))
          .anyMatch(it -> it.contains("/also") && it.contains("CompressedImage"));
      patiently()
          .until(
              () ->
                  rig.notes().stream()
                      .anyMatch(
                          it ->
                              it.contains("topic /wrong has yielded nothing for 5 s")
                                  && it.contains("best-effort")));
      assertThat(rig.ended()).isEmpty();
    }
  }

  @Test
  void damagedAndHugeMessagesAreToldAndTheNextIsFed() throws Exception {
    try (RobotServer server = server(RosbridgeTest::answer);
        RobotRig rig = rig(server)) {
      subscribed(server);
      server.text("{");
      server.binary(ByteBuffer.wrap(new byte[] {(byte) 0xbf, 1}));
      server.binary(ByteBuffer.allocate((1 << 20) + 1));
      server.binary(raw(1_767_225_600));
      fed(rig, 1);
      assertThat(rig.notes())
          .anyMatch(it -> it.contains("no JSON"))
          .anyMatch(it -> it.contains("no CBOR"))
          .anyMatch(it -> it.contains("more than 1048576 bytes"));
    }
  }

  @Test
  void aSenderFasterThanTheFeedCostsNoMemory() throws Exception {
    try (RobotServer server = server(RosbridgeTest::answer);
        RobotRig rig = rig(server)) {
      subscribed(server);
      for (int i = 0; i < 3_000; i++) {
        server.binary(raw(1_767_225_600 + i));
      }
      patiently().until(() -> rig.tally().all().received() == 3_000);
      Callable<Boolean> all = () -> rig.tally().all().fed() + rig.tally().all().dropped() == 3_000;
      patiently().until(all);
      assertThat(rig.frames())
          .extracting(SensorFrame::getFrameId)
          .doesNotHaveDuplicates()
          .contains(id(1_767_225_600 + 2_999));
    }
  }

  private static SocketAddress locked(RobotServer server, String password) {
    return new SocketAddress(URI.create(server.url() + "/locked"), "us", password, "");
  }

  private static RobotRig locked(SocketAddress address) {
    return new RobotRig(
        new RosbridgeSource(address, RobotRig.choice(1 << 20), 0, Clock.systemUTC()));
  }

  @Test
  void withTheWrongPasswordItEndsAndWithTheRightOneItIsLetIn() throws Exception {
    try (RobotServer server = server(RosbridgeTest::answer)) {
      try (RobotRig rig = locked(locked(server, "wrong-secret"))) {
        patiently().until(() -> !rig.ended().isEmpty());
        assertThat(rig.ended()).contains("does not let us in", "SISOM_FEED_PASSWORD");
        assertThat(rig.ended() + rig.notes()).doesNotContain("wrong-secret");
      }
      try (RobotRig rig = locked(locked(server, "pass"))) {
        subscribed(server);
        assertThat(rig.ended()).isEmpty();
      }
    }
  }
}
