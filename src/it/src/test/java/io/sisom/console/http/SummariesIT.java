package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.SeenFleet;
import io.sisom.schema.FrameScore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows of a fleet whose scorers sum their scores up, and of one whose do not. */
class SummariesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aSensorIsShownByItsSummariesAndByItsScoresWhereThereAreNone(@TempDir Path dir)
      throws Exception {
    QueueRig rig = new QueueRig(dir, Map.of());
    try (ConsoleProcess process = rig.start();
        SeenFleet seen = new SeenFleet(rig.config())) {
      Caller caller = new Caller(process.server().port());
      FrameScore alone = seen.see("cam", 0.5, Instant.now());
      await().atMost(QueueRig.PATIENCE).until(() -> frames(caller) == 1);

      seen.summarize(List.of(alone));
      FrameScore next = seen.see("cam", 0.004, Instant.now());
      FrameScore last = seen.see("cam", 0.6, Instant.now());
      seen.summarize(List.of(next, last));
      await()
          .atMost(QueueRig.PATIENCE)
          .until(() -> sensor(caller).at("/last/frameId").asText().equals(last.getFrameId()));
      assertThat(frames(caller)).as("each frame counts once").isEqualTo(3);

      seen.see("cam", 0.7, Instant.now());
      Thread.sleep(1_000);
      assertThat(frames(caller)).as("scores are read no more where summaries come").isEqualTo(3);
      JsonNode live = JSON.readTree(caller.get("/api/v1/live").body());
      assertThat(live.at("/figures/sensors").asInt()).isOne();
      assertThat(live.at("/figures/unsummarized").asInt()).isZero();
    } finally {
      rig.close();
    }
  }

  private static int frames(Caller caller) throws Exception {
    return sensor(caller).path("frames").asInt();
  }

  private static JsonNode sensor(Caller caller) throws Exception {
    JsonNode live = JSON.readTree(caller.get("/api/v1/live").body());
    return StreamSupport.stream(live.path("sensors").spliterator(), false)
        .filter(it -> it.path("sensorId").asText().equals("cam"))
        .findFirst()
        .orElse(JSON.missingNode());
  }
}
