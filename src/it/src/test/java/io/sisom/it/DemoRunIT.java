package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.cli.demo.DemoPlan;
import io.sisom.cli.demo.DemoRun;
import io.sisom.cli.demo.DemoStory;
import io.sisom.cli.demo.Labeler;
import io.sisom.demo.BundledModel;
import io.sisom.demo.DemoResult;
import io.sisom.demo.FleetTruth;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.WorldConfig;
import io.sisom.setting.Settings;
import io.sisom.testkit.Thorough;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunIT {
  private static final int FRAMES = 1500;
  private static final int FEW_FRAMES = 700;
  private static final long SEED = 11;

  @Test
  void noticesWhatIsNewAndSwapsToASecondReferenceSetWithoutLosingAFrame(@TempDir Path dir)
      throws Exception {
    runTheDemo("lean", dir);
  }

  @Thorough
  @Test
  void doesSoByThePapersScoreToo(@TempDir Path dir) throws Exception {
    runTheDemo("sisome", dir);
  }

  private void runTheDemo(String profile, Path dir) throws Exception {
    StringWriter told = new StringWriter();
    DemoResult result =
        run(
            profile,
            FRAMES,
            dir,
            new Labeler.Simulated(),
            new DemoStory(new PrintWriter(told, true)));

    assertThat(result.complete()).as("frames in = frames scored: %s", result.table()).isTrue();
    assertThat(noticedShare(result)).as(result.table()).isGreaterThan(0.8);
    assertThat(result.falseAlarmsPerThousand()).as(result.table()).isLessThan(30);
    assertThat(result.labels()).isPositive();
    assertThat(result.versions()).as(told.toString()).contains(1L, 2L);
    assertThat(told.toString()).contains("ALERT", "labels given", "reference set 2 published");
  }

  @Test
  void aPersonLabelsInTheConsoleInstead(@TempDir Path dir) throws Exception {
    StringWriter told = new StringWriter();
    int labels = 12;
    Labeler person = new Labeler.Human(() -> label(consoleOf(told.toString()), labels));
    DemoResult result =
        run("lean", FEW_FRAMES, dir, person, new DemoStory(new PrintWriter(told, true)));

    assertThat(result.complete()).as(result.table()).isTrue();
    assertThat(result.labels()).as("nobody else labels").isEqualTo(labels);
    assertThat(told.toString()).contains("it waits in the console", "Enter ends the demo");
  }

  private static URI consoleOf(String told) {
    Matcher url = Pattern.compile("label in your browser: (http\\S+)").matcher(told);
    assertThat(url.find()).as(told).isTrue();
    return URI.create(url.group(1));
  }

  /** What a person does, without a browser. */
  private static void label(URI console, int frames) throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < frames; i++) {
      String frameId = json.readTree(next(console)).at("/frame/frameId").asText();
      String label = new FleetTruth(fleet(), FEW_FRAMES).of(frameId).label();
      post(
          console,
          "answer",
          json.writeValueAsString(Map.of("annotator", "pat", "frameId", frameId, "label", label)));
    }
  }

  /** Waits, as a person does, while the queue is still empty. */
  private static String next(URI console) throws Exception {
    HttpResponse<String> response = send(console, "next", "{\"annotator\":\"pat\"}");
    while (response.statusCode() == 204) {
      Thread.sleep(100);
      response = send(console, "next", "{\"annotator\":\"pat\"}");
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static SimulatedFleet fleet() {
    return new SimulatedFleet(SEED, 3, quickWorld(), Instant.EPOCH);
  }

  private static void post(URI console, String command, String body) throws Exception {
    HttpResponse<String> response = send(console, command, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static HttpResponse<String> send(URI console, String command, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(console.resolve("/api/v1/queue/" + command))
            .header("Content-Type", "application/json")
            .header("X-Sisom-Client", "test")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The demo in quick motion: four times the frames a second. */
  private static DemoResult run(
      String profile, int frames, Path dir, Labeler labeler, DemoStory story) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      Map<String, String> settings = DemoPlan.settings(dir);
      settings.put("score.profile", profile);
      settings.put("alert.quiet.ms", "500");
      settings.put("training.publish.ms", "3000");
      settings.put("candidate.window.ms", "2000");
      settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
      SisomConfig config = SisomConfig.of(settings);
      DemoPlan plan = new DemoPlan(frames, 3, 800, SEED, quickWorld());
      Path bundle = BundledModel.unpack(dir.resolve("model"));
      return new DemoRun(config, plan, bundle, labeler, story, new SimpleMeterRegistry()).run();
    }
  }

  private static WorldConfig quickWorld() {
    return Settings.of(Map.of("demo.world.fps", "40", "demo.world.calm.frames", "60"))
        .bind(WorldConfig.class);
  }

  private static double noticedShare(DemoResult result) {
    int came = result.found().values().stream().mapToInt(DemoResult.Found::came).sum();
    int noticed = result.found().values().stream().mapToInt(DemoResult.Found::noticed).sum();
    return (double) noticed / came;
  }
}
