package io.sisom.feed.live.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * Foxglove's protocol against a server of our own, for what the example servers do not show; those
 * are in {@link FoxgloveExampleTest}. Javalin agrees to the first subprotocol that is offered,
 * which is {@code foxglove.sdk.v1}.
 */
class FoxgloveTest {
  private static final String CHANNEL =
      "{\"id\":%d,\"topic\":\"%s\",\"encoding\":\"json\",\"schemaName\":\"foxglove.CompressedImage\","
          + "\"schema\":\"{}\"}";

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30));
  }

  private static RobotServer server() {
    return new RobotServer(
        ctx -> {
          ctx.send("{\"op\":\"serverInfo\",\"name\":\"robot\",\"capabilities\":[]}");
          ctx.send(
              "{\"op\":\"advertise\",\"channels\":["
                  + CHANNEL.formatted(7, "/camera")
                  + ",{\"id\":8,\"topic\":\"/pose\",\"encoding\":\"json\","
                  + "\"schemaName\":\"foxglove.PoseInFrame\",\"schema\":\"{}\"}]}");
        },
        (ctx, message) -> {});
  }

  private static RobotRig rig(RobotServer server, String... globs) {
    return new RobotRig(
        new FoxgloveSource(
            RobotRig.address(server.url()), RobotRig.choice(1 << 20, globs), Clock.systemUTC()));
  }

  private static ByteBuffer message(int subscription, int seconds) {
    String json =
        "{\"timestamp\":{\"sec\":%d,\"nsec\":5},\"format\":\"png\",\"data\":\"%s\"}"
            .formatted(seconds, Base64.getEncoder().encodeToString(RobotRig.png(seconds)));
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(13 + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putInt(subscription)
        .putLong(seconds * 1_000_000_000L + 9)
        .put(payload)
        .flip();
  }

  private static String id(int seconds) {
    return "camera-%d000000005".formatted(seconds);
  }

  private static void subscribed(RobotServer server, int times) {
    patiently().until(() -> server.heard().size() >= times);
  }

  @Test
  void subscribesToChannelsWithImagesAloneAndFeedsTheirMessages() throws Exception {
    try (RobotServer server = server();
        RobotRig rig = rig(server)) {
      subscribed(server, 1);
      assertThat(server.heard())
          .containsExactly("{\"op\":\"subscribe\",\"subscriptions\":[{\"id\":7,\"channelId\":7}]}");
      server.binary(message(7, 1_767_225_600));
      server.binary(message(9, 1_767_225_601)); // of no subscription of ours
      server.binary(ByteBuffer.wrap(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0})); // the server's time
      patiently().until(() -> rig.frames().size() == 1);
      assertThat(rig.frames().get(0).getFrameId()).isEqualTo(id(1_767_225_600));
      assertThat(rig.frames().get(0).getSource().getStream()).isEqualTo(server.url());
    }
  }

  @Test
  void brokenOffInTheMiddleItComesBackAndFeedsNothingTwice() throws Exception {
    try (RobotServer server = server();
        RobotRig rig = rig(server)) {
      subscribed(server, 1);
      server.binary(message(7, 1_767_225_600));
      patiently().until(() -> rig.frames().size() == 1);
      server.stop();
      patiently().until(() -> rig.notes().stream().anyMatch(it -> it.contains("trying again")));
      server.again();
      subscribed(server, 2);
      server.binary(message(7, 1_767_225_600));
      patiently().until(() -> rig.tally().all().repeated() == 1);
      server.binary(message(7, 1_767_225_601));
      patiently().until(() -> rig.frames().size() == 2);
      assertThat(rig.frames())
          .extracting(SensorFrame::getFrameId)
          .containsExactly(id(1_767_225_600), id(1_767_225_601));
    }
  }

  @Test
  void whereNoChannelIsChosenItSaysSo() throws Exception {
    try (RobotServer server = server();
        RobotRig rig = rig(server, "/wrong")) {
      patiently()
          .until(
              () ->
                  rig.notes().stream()
                      .anyMatch(it -> it.contains("no channel with images that is chosen")));
      assertThat(server.heard()).isEmpty();
    }
  }
}
