package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.console.Console;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.fleet.SeenFleet;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page's events, as browsers follow them. */
class LiveStreamIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static QueueRig rig;
  private static ConsoleProcess process;
  private static Console console;
  private static FleetWatch fleet;
  private static ConsoleServer server;
  private static SeenFleet seen;
  private static Caller caller;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    rig = new QueueRig(dir, Map.of("live.listeners", "3", "live.bucket.ms", "500"));
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    server = process.server();
    seen = new SeenFleet(rig.config());
    caller = new Caller(server.port());
    await().atMost(QueueRig.PATIENCE).until(() -> console.queue().state() == ConsoleState.SERVING);
  }

  @AfterAll
  static void stop() {
    seen.close();
    process.close();
    rig.close();
  }

  @Test
  void anEpisodeIsSentToWhoListensAlready() throws Exception {
    try (Listener listener = new Listener()) {
      listener.await("episodes");
      List<FrameScore> burst = seen.burst("camera <1>", 6, Instant.now());
      long opened = System.nanoTime();
      String id = seen.alert(EpisodeStatus.OPENED, burst);
      await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(QueueRig.PATIENCE)
          .until(() -> listener.latest("episodes").toString().contains(id));
      double seconds = (System.nanoTime() - opened) / 1e9;
      System.out.printf("an alert was on its way to browsers after %.2f s%n", seconds);
      JsonNode sensor = listener.await("sensor camera <1>");
      assertThat(sensor.path("pValues")).hasSize(6);
      // The picture of a while is shown when the while is over.
      await()
          .atMost(QueueRig.PATIENCE)
          .until(() -> listener.latest("sensor camera <1>").path("strip").size() > 0);
      String picture = listener.latest("sensor camera <1>").at("/strip/0/picture").asText();
      assertThat(caller.bytes(picture).statusCode()).isEqualTo(200);
      assertThat(caller.bytes(picture + "&size=large").statusCode()).isEqualTo(200);
      assertThat(caller.bytes(picture.replace("frameId=", "frameId=x")).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void whoComesLaterGetsTheWholeState() throws Exception {
    seen.deadLetter("camera-9", "the record is no SensorFrame: <b>");
    seen.version(1, 0.9, 0.4, "cat", "dog");
    seen.version(2, 0.95, 0.35, "cat", "dog", "kite");
    seen.see("camera-2", 0.5, Instant.now());
    await()
        .atMost(QueueRig.PATIENCE)
        .until(
            () ->
                JSON.readTree(caller.get("/api/v1/live").body()).at("/versions/active").asInt()
                    == 2);
    Described.good(caller.get("/api/v1/live"), "get", "/api/v1/live");
    try (Listener listener = new Listener()) {
      JsonNode versions = listener.await("versions");
      assertThat(versions.path("all")).hasSize(2);
      assertThat(versions.at("/achieved/labels").asInt()).isEqualTo(60);
      assertThat(versions.at("/achieved/newClasses/0").asText()).isEqualTo("kite");
      await()
          .atMost(QueueRig.PATIENCE)
          .until(
              () ->
                  listener
                      .latest("deadLetters")
                      .path(0)
                      .path("source")
                      .asText()
                      .equals("sensor-frames/1/17"));
      assertThat(listener.await("sensor camera-2").path("last").path("predicted").asText())
          .isEqualTo("cat");
      await()
          .atMost(QueueRig.PATIENCE)
          .until(() -> listener.latest("figures").at("/points/at").size() > 0);
    }
  }

  @Test
  void theScorersLagIsWhatTheyHaveNotCommitted() throws Exception {
    seen.see("camera-4", 0.5, Instant.now());
    seen.committed();
    seen.see("camera-4", 0.5, Instant.now());
    seen.see("camera-4", 0.5, Instant.now());
    await()
        .atMost(QueueRig.PATIENCE)
        .until(
            () ->
                JSON.readTree(caller.get("/api/v1/live").body()).at("/figures/lag/frames").asInt()
                    == 2);
  }

  @Test
  void listenersAreBoundedAndOneThatGoesMakesRoom() throws Exception {
    awaitNobody(); // of the tests before
    Listener one = new Listener();
    Listener two = new Listener();
    Listener three = new Listener();
    one.await("figures");
    two.await("figures");
    three.await("figures");
    assertThat(caller.get("/api/v1/live/events", "Accept", "text/event-stream").statusCode())
        .isEqualTo(503);
    one.close();
    two.close();
    three.close();
    awaitNobody();
  }

  /** That a browser has gone is noticed when something is sent to it. */
  private static void awaitNobody() {
    await()
        .atMost(QueueRig.PATIENCE)
        .untilAsserted(
            () -> {
              seen.see("camera-3", 0.5, Instant.now());
              assertThat(server.listeners()).isZero();
            });
  }

  @Test
  void eventsAreForThoseWhoAskForThem() throws Exception {
    assertThat(caller.get("/api/v1/live/events", "Accept", "text/html").statusCode())
        .isEqualTo(406);
  }

  /** A browser, as far as events go. */
  private static final class Listener implements AutoCloseable {
    private final Socket socket;
    private final Map<String, JsonNode> latest = new ConcurrentHashMap<>();

    Listener() throws Exception {
      socket = new Socket("127.0.0.1", server.port());
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/live/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      Thread reader = new Thread(this::read);
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
          } else if (line.startsWith("data: ")) {
            JsonNode data = JSON.readTree(line.substring("data: ".length()));
            String key =
                event.equals("sensor") ? "sensor " + data.path("sensorId").asText() : event;
            latest.put(key, data);
          }
        }
      } catch (java.io.IOException e) {
        // the test has closed it
      }
    }

    JsonNode latest(String key) {
      return latest.getOrDefault(key, JSON.createObjectNode());
    }

    JsonNode await(String key) {
      org.awaitility.Awaitility.await()
          .atMost(QueueRig.PATIENCE)
          .until(() -> latest.containsKey(key));
      return latest(key);
    }

    @Override
    public void close() throws Exception {
      socket.close();
    }
  }
}
