package io.sisom.feed.live.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.feed.live.LiveChoice;
import io.sisom.feed.live.LiveFeed;
import io.sisom.feed.live.LivePictures;
import io.sisom.feed.live.LiveTally;
import io.sisom.feed.live.ros.RobotRig;
import io.sisom.feed.recording.FilePictures;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.schema.SensorFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames by HTTP. */
class FrameGatewayTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final int MAX_BYTES = 100_000;

  private final LivePictures.Kept sink = new LivePictures.Kept(0);
  private final LiveTally tally = new LiveTally(new SimpleMeterRegistry());
  private final HttpClient client = HttpClient.newHttpClient();
  private LiveFeed feed;
  private FrameGateway gateway;

  @BeforeEach
  void start() {
    feed =
        new LiveFeed(new LiveChoice("", RecordingClock.HEADER, 0, false, MAX_BYTES), sink, tally);
    gateway =
        FrameGateway.start(
            new GatewayChoice(
                "127.0.0.1",
                0,
                TOKEN,
                new FilePictures(PictureChoices.defaults()),
                MAX_BYTES,
                3L * MAX_BYTES),
            feed,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    sink.pass(1_000_000);
    gateway.close();
    feed.close();
  }

  private HttpRequest.Builder to(String query) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + gateway.port() + "/v1/frames" + query))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> post(String query, byte[] body) throws Exception {
    return client.send(
        to(query).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
  }

  @Test
  void aPictureBecomesAFrameNamedAfterItsTime() throws Exception {
    sink.pass(1);
    HttpResponse<String> answer =
        post("?sensor=camera-1&capturedAt=2026-01-01T00:00:00Z", RobotRig.png(1));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).contains("\"frameId\":\"camera-1-1767225600000000000\"");
    SensorFrame frame = sink.frames().get(0);
    assertThat(frame.getSensorId()).isEqualTo("camera-1");
    assertThat(frame.getEncoding()).isEqualTo("png");
    assertThat(frame.getCapturedAt()).hasToString("2026-01-01T00:00:00Z");
  }

  @Test
  void sentAgainItIsFedOnceAndAnotherPictureOfThatIdIsRefused() throws Exception {
    sink.pass(10);
    assertThat(post("?sensor=a&frameId=f", RobotRig.png(1)).statusCode()).isEqualTo(201);
    assertThat(post("?sensor=a&frameId=f", RobotRig.png(1)).statusCode()).isEqualTo(200);
    assertThat(post("?sensor=a&frameId=f", RobotRig.png(2)).statusCode()).isEqualTo(409);
    assertThat(sink.frames()).hasSize(1);
  }

  @Test
  void aConnectionThatBreaksOffWhileItWaitsCostsNothingWhenItIsSentAgain() throws Exception {
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(
            to("?sensor=a&frameId=f").POST(BodyPublishers.ofByteArray(RobotRig.png(1))).build(),
            BodyHandlers.ofString());
    await().until(() -> tally.all().received() == 1);
    first.cancel(true);
    sink.pass(5);
    assertThat(post("?sensor=a&frameId=f", RobotRig.png(1)).statusCode()).isEqualTo(200);
    assertThat(sink.frames()).extracting(SensorFrame::getFrameId).containsExactly("f");
  }

  @Test
  void jsonMayHoldAllThatIsKnown() throws Exception {
    sink.pass(1);
    String json =
        "{\"sensorId\":\"b\",\"frameId\":\"g\",\"capturedAt\":1767225600,\"image\":\"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(RobotRig.png(1)));
    assertThat(post("", json.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(201);
    assertThat(sink.frames().get(0).getFrameId()).isEqualTo("g");
  }

  @Test
  void whatIsNoPictureOrNoNameIsRefusedWithTheReason() throws Exception {
    sink.pass(10);
    byte[] picture = RobotRig.png(1);
    assertThat(post("", picture).body()).contains("?sensor=NAME");
    assertThat(post("?sensor=a&capturedAt=soon", picture).statusCode()).isEqualTo(422);
    assertThat(post("?sensor=a&frameId=%0a", picture).statusCode()).isEqualTo(422);
    assertThat(post("?sensor=a", new byte[] {1, 2, 3}).statusCode()).isEqualTo(422);
    assertThat(post("?sensor=a", new byte[0]).statusCode()).isEqualTo(422);
    assertThat(sink.frames()).isEmpty();
  }

  @Test
  void withoutTheTokenNothingIsRead() throws Exception {
    for (String shown : List.of("Bearer wrong", "Basic " + TOKEN, TOKEN)) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + gateway.port() + "/v1/frames"))
                  .header("Authorization", shown)
                  .POST(BodyPublishers.ofByteArray(new byte[MAX_BYTES]))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
    }
    assertThat(tally.all().received()).isZero();
    assertThatThrownBy(
            () ->
                new GatewayChoice(
                    "127.0.0.1", 0, "short", new FilePictures(PictureChoices.defaults()), 1, 1))
        .hasMessageContaining("SISOM_FEED_TOKEN")
        .hasMessageNotContaining("short");
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhetherItsLengthIsSaidOrNot() throws Exception {
    byte[] huge = new byte[MAX_BYTES + 1];
    assertThat(post("?sensor=a", huge).statusCode()).isEqualTo(413);
    HttpRequest unsaid =
        to("?sensor=a")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(huge)))
            .build();
    assertThat(client.send(unsaid, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
  }

  @Test
  void moreThanThereIsRoomForIsAskedToComeAgainAndIsFedThen() throws Exception {
    byte[] picture = java.util.Arrays.copyOf(RobotRig.png(1), 90_000); // what follows it is no harm
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(
          client.sendAsync(
              to("?sensor=a&frameId=f-" + i).POST(BodyPublishers.ofByteArray(picture)).build(),
              BodyHandlers.ofString()));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> tally.all().received() == 3);
    HttpResponse<String> busy = post("?sensor=a&frameId=late", picture);
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
    sink.pass(10);
    for (CompletableFuture<HttpResponse<String>> it : waiting) {
      assertThat(it.get().statusCode()).isEqualTo(201);
    }
    assertThat(post("?sensor=a&frameId=late", picture).statusCode()).isEqualTo(201);
  }
}
