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
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabeledFrame;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of episodes, and what comes of it. */
class EpisodesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ONE = "/api/v1/episodes/{episodeId}";

  private QueueRig rig;
  private SeenFleet seen;
  private ConsoleProcess process;
  private Console console;
  private FleetWatch fleet;
  private ConsoleServer server;
  private Caller caller;
  private List<FrameScore> burst;
  private String id;

  @BeforeEach
  void start(@TempDir Path dir) throws Exception {
    rig = new QueueRig(dir, Map.of("live.review.frames", "5"));
    seen = new SeenFleet(rig.config());
    seen.version(1, 0.9, 0.4, "cat", "dog");
    burst = new ArrayList<>();
    Instant from = Instant.now().minusSeconds(60);
    seen.see("camera-1", "before", "cat", 0.5, from.minusSeconds(1));
    burst.addAll(seen.burst("camera-1", 8, from));
    seen.see("camera-1", "after", "cat", 0.5, from.plusSeconds(2));
    id = seen.alert(EpisodeStatus.CLOSED, burst);
    open();
  }

  private void open() {
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    server = process.server();
    caller = new Caller(server.port());
    await()
        .atMost(QueueRig.PATIENCE)
        .until(
            () ->
                console.queue().state() == ConsoleState.SERVING
                    && fleet.fleet().episode(id).isPresent()
                    && console.versions().active().isPresent());
  }

  private void close() {
    process.close();
  }

  @AfterEach
  void stop() {
    close();
    seen.close();
    rig.close();
  }

  @Test
  void anEpisodeHasItsFramesInOrder() throws Exception {
    JsonNode episode = Described.good(caller.get("/api/v1/episodes/" + id), "get", ONE);
    assertThat(episode.path("frames"))
        .extracting(frame -> frame.path("frameId").asText())
        .containsExactlyElementsOf(burst.stream().map(FrameScore::getFrameId).toList());
    assertThat(episode.at("/episode/peakFrameId").asText()).isEqualTo(burst.get(4).getFrameId());
    assertThat(caller.bytes(episode.at("/frames/0/picture").asText()).statusCode()).isEqualTo(200);
    assertThat(caller.get("/api/v1/episodes/none").statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasSaidOfItOutlivesTheConsole() throws Exception {
    assertThat(post("acknowledge", "{\"annotator\":\"ann\"}").path("repeated").asBoolean())
        .isFalse();
    assertThat(post("acknowledge", "{\"annotator\":\"ann\"}").path("repeated").asBoolean())
        .isTrue();
    close();
    open();
    JsonNode listed =
        Described.good(caller.get("/api/v1/episodes"), "get", "/api/v1/episodes").at("/episodes/0");
    assertThat(listed.path("verdict").asText()).isEqualTo("acknowledged");
    assertThat(listed.at("/review/annotator").asText()).isEqualTo("ann");
    post("reopen", "{\"annotator\":\"bob\"}");
    assertThat(
            Described.good(caller.get("/api/v1/episodes"), "get", "/api/v1/episodes")
                .at("/episodes/0/verdict")
                .asText())
        .isEqualTo("open");
  }

  @Test
  void aFalseAlarmsFramesGoToCalibrationOnceAndComeBackWhenItIsTakenBack() throws Exception {
    String order = "{\"annotator\":\"ann\",\"label\":\"dog\"}";
    JsonNode first = post("false-alarm", order);
    assertThat(first.at("/episode/review/calibrating").asInt()).isEqualTo(5);
    assertThat(post("false-alarm", order).path("repeated").asBoolean()).isTrue();
    assertThat(labels())
        .hasSize(5)
        .allSatisfy(
            labeled -> {
              assertThat(labeled.getCalibration()).isTrue();
              assertThat(labeled.getLabel()).isEqualTo("dog");
              assertThat(labeled.getAnnotator()).isEqualTo("ann");
            });
    assertThat(labels())
        .extracting(labeled -> labeled.getFrame().getFrameId())
        .as("the peak is among them")
        .contains(burst.get(4).getFrameId());

    assertThat(
            caller
                .post(path("false-alarm"), "{\"annotator\":\"ann\",\"label\":\"no such class\"}")
                .statusCode())
        .isEqualTo(400);
    post("reopen", "{\"annotator\":\"ann\"}");
    assertThat(rig.pool()).isEmpty();
  }

  @Test
  void withoutALabelEachFrameShowsWhatWasPredicted() throws Exception {
    post("false-alarm", "{\"annotator\":\"ann\"}");
    assertThat(rig.pool().values()).hasSize(5).containsOnly("cat");
  }

  @Test
  void framesThatAreWantedLabeledComeNext() throws Exception {
    rig.publish(0, 10);
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> console.queue().read(q -> q.ranked(0, 99).size()).orElse(0) == 10);

    assertThat(
            post("request-labels", "{\"annotator\":\"ann\"}")
                .at("/episode/review/requested")
                .asInt())
        .isEqualTo(5);
    assertThat(post("request-labels", "{\"annotator\":\"ann\"}").path("repeated").asBoolean())
        .isTrue();

    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> console.queue().read(q -> q.ranked(0, 99).size()).orElse(0) == 15);
    List<String> ids = burst.stream().map(FrameScore::getFrameId).toList();
    JsonNode ranked = read(caller.get("/api/v1/queue/candidates?limit=5")).path("frames");
    assertThat(ranked)
        .allSatisfy(frame -> assertThat(ids).contains(frame.path("frameId").asText()));
    String peak = burst.get(4).getFrameId();
    assertThat(caller.bytes("/api/v1/frames/picture?frameId=" + peak).statusCode()).isEqualTo(200);

    // A false alarm after all: nobody need label them.
    post("false-alarm", "{\"annotator\":\"ann\"}");
    assertThat(console.queue().read(q -> q.ranked(0, 99).size()).orElse(0)).isEqualTo(10);
  }

  private String path(String what) {
    return "/api/v1/episodes/" + id + "/" + what;
  }

  private JsonNode post(String what, String body) throws Exception {
    return Described.good(caller.post(path(what), body), "post", ONE + "/" + what);
  }

  private static JsonNode read(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private List<LabeledFrame> labels() throws Exception {
    try (TopicReader reader =
        new TopicReader(rig.config().kafka(), rig.config().topics().labels())) {
      List<ConsumerRecord<String, byte[]>> records =
          reader.during(Duration.ofSeconds(1)).stream().filter(r -> r.value() != null).toList();
      return TopicReader.values(LabeledFrame.class, records);
    }
  }
}
