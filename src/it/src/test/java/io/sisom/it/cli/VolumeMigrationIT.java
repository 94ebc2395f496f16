package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.SteadyClock;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.WorldDump;
import io.sisom.labeling.Answer;
import io.sisom.labeling.PoolEditor;
import io.sisom.scorer.ScorerProcess;
import io.sisom.wire.LabelKey;
import io.sisom.wire.LabelKind;
import io.sisom.wire.WriterSchemas;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * This build goes on with what earlier tagged builds left behind, {@code baseline-0.1} and {@code
 * baseline-0.2} (the last one before the modules): topics, scorer state, queue, versions and labels
 * under that build's ids.
 */
@ParameterizedClass
@ValueSource(strings = {"0.1", "0.2"})
class VolumeMigrationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The volume grows older than the brokers' defaults keep things; only age is switched off. */
  private static final Map<String, String> KEEPS_EVERYTHING =
      Map.of(
          "log.retention.ms", "-1",
          "offsets.retention.minutes", "2147483647",
          "transactional.id.expiration.ms", "2147483647");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  @Parameter private String version = "";
  @TempDir private Path dir;
  private LeftVolume left;
  private EmbeddedBroker broker;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    left = LeftVolume.unpack(version, dir.resolve("volume"));
    broker = EmbeddedBroker.start(left.broker(), 0, KEEPS_EVERYTHING);
    settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("scoring.state.dir", left.state().toString());
    settings.put("reference.cache.dir", dir.resolve("references").toString());
    settings.put("learning.dir", dir.resolve("learning").toString());
    settings.put("console.port", "0");
    settings.put("device", "cpu");
    settings.put("alert.alpha", "0.05");
    settings.put("candidate.window.ms", "2000");
    settings.put("candidate.idle.ms", "2000");
    settings.put("candidate.max.p", "1");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void everyCommandReadsWhatIsThere() throws Exception {
    done("topics create --partitions 2");

    assertThat(done("topics create --partitions 2").lines())
        .as("a second time there is nothing left to do")
        .allMatch(line -> line.startsWith("exists "));
    assertThat(done("label list").strip()).isEqualTo(left.fact("labels.txt"));
    assertThat(sameColumns(done("reference list --format csv"), left.facts("versions.csv")))
        .isEqualTo(left.facts("versions.csv"));
    assertThat(
            sameColumns(
                done("scores --from-beginning --until-idle 3 --format csv"),
                left.facts("scores.csv")))
        .containsExactlyInAnyOrderElementsOf(left.facts("scores.csv"));
    assertThat(
            sameColumns(
                done("candidates --from-beginning --until-idle 3 --format csv"),
                left.facts("candidates.csv")))
        .containsExactlyInAnyOrderElementsOf(left.facts("candidates.csv"));
  }

  @Test
  void theQueueStillKnowsAnswersSkipsLeasesAndReviews() throws Exception {
    done("topics create --partitions 2");
    JsonNode queueBefore = json.readTree(left.fact("queue.json"));
    JsonNode episodesBefore = json.readTree(left.fact("episodes.json")).get("episodes");
    List<String> ids = left.facts("ids.txt");

    try (Serving serving = serve()) {
      JsonNode queue = serving.get("queue/stats");
      assertThat(queue.get("ended")).isEqualTo(queueBefore.get("ended"));
      assertThat(queue.get("waiting").asInt() + queue.get("leases").asInt())
          .as("frames not yet ended, leased or not")
          .isGreaterThanOrEqualTo(queueBefore.get("waiting").asInt());
      JsonNode answered = serving.get("queue/frame?frameId=" + ids.get(0));
      assertThat(answered.toString()).contains("kite").contains("ann");
      for (JsonNode episode : episodesBefore) {
        JsonNode now = serving.get("episodes/" + episode.get("episodeId").asText()).get("episode");
        assertThat(now.get("verdict")).isEqualTo(episode.get("verdict"));
      }
    }
  }

  @Test
  void aFrameSkippedAsJunkBecomesAnAnswerOfAFaultOnceForAll() throws Exception {
    done("topics create --partitions 2");
    String key = LabelKey.of(left.facts("ids.txt").get(5), "ann");
    assertThat(pool().answers()).as("that build kept it from the pool").doesNotContainKey(key);

    try (Serving serving = serve()) {
      await().atMost(PATIENCE).until(() -> pool().answers().containsKey(key));
      assertThat(serving.get("queue/frame?frameId=" + left.facts("ids.txt").get(5)).toString())
          .as("the queue goes on calling it junk")
          .contains("junk");
    }
    Answer answer = pool().answers().get(key);
    assertThat(answer.kind()).isEqualTo(LabelKind.FAULT);
    assertThat(done("label list")).contains("fault");

    assertThat(pool().withdraw(it -> it.frameId().equals(answer.frameId()))).isEqualTo(1);
    try (Serving again = serve()) {
      assertThat(again.get("queue/stats").get("ended").toString()).isNotEmpty();
      Thread.sleep(3_000);
    }
    assertThat(pool().answers()).as("what was taken back stays so").doesNotContainKey(key);
  }

  private PoolEditor pool() {
    SisomConfig config = SisomConfig.of(settings);
    return new PoolEditor(
        config.kafka().consumerProperties(),
        () -> config.kafka().transactionalProducer("test-editor"),
        config.topics().labels(),
        WriterSchemas.none());
  }

  @Test
  void theScorerGoesOnWithItsStateAndTheTrainerWithItsVersions() throws Exception {
    done("topics create --partitions 2");
    int scoresBefore = left.facts("scores.csv").size();
    WorldDump.main(new String[] {dir.resolve("more").toString(), "5", "9", "unknown"});

    try (ScorerProcess scorer =
        new ScorerProcess(
            SisomConfig.of(settings).forScorer(), new SimpleMeterRegistry(), Clock.systemUTC())) {
      scorer.start();
      done("feed images " + dir.resolve("more/kite") + " --sensor camera-kite");
      assertThat(done("scores --from-beginning --until-idle 10 --format csv").lines())
          .hasSize(scoresBefore + 5);
      assertThat(done("candidates --from-beginning --until-idle 6 --format csv").lines().count())
          .as("the new frames become candidates too")
          .isGreaterThan(left.facts("candidates.csv").size());
    }
    WorldDump.main(new String[] {dir.resolve("labeled").toString(), "4", "33", "known"});
    done("label import-dir " + dir.resolve("labeled"));
    Path model = BundledModel.unpack(dir.resolve("model"));
    Shell.Run trained = run("train --once --model " + model);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(done("reference list --format csv").lines())
        .hasSize(left.facts("versions.csv").size() + 1);
  }

  @Test
  void theSamePicturesImportedAgainAreNotLabeledTwice() throws Exception {
    done("topics create --partitions 2");
    // The pictures of ops/volume/make.sh: the same arguments draw the same bytes.
    WorldDump.main(new String[] {dir.resolve("labeled").toString(), "16", "1", "known"});

    done("label import-dir " + dir.resolve("labeled"));

    assertThat(done("label list").strip()).isEqualTo(left.fact("labels.txt"));
  }

  @Test
  void otherPicturesOfTheSameNamesReplaceNone() throws Exception {
    done("topics create --partitions 2");
    WorldDump.main(new String[] {dir.resolve("other").toString(), "4", "33", "known"});

    done("label import-dir " + dir.resolve("other"));

    assertThat(done("label list").lines())
        .anyMatch(line -> line.strip().matches("20 +car"))
        .anyMatch(line -> line.strip().matches("20 +tree"));
  }

  /** A table without the columns that the earlier build did not know. */
  private static List<String> sameColumns(String csv, List<String> earlier) {
    List<String> lines = csv.strip().lines().toList();
    List<String> columns = List.of(lines.get(0).split(",", -1));
    List<Integer> known =
        List.of(earlier.get(0).split(",", -1)).stream().map(columns::indexOf).toList();
    assertThat(known).as("every earlier column is still there").doesNotContain(-1);
    return lines.stream()
        .map(line -> List.of(line.split(",", -1)))
        .map(cells -> String.join(",", known.stream().map(cells::get).toList()))
        .toList();
  }

  private String done(String command) {
    Shell.Run run = run(command);
    assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
    return run.out();
  }

  private Shell.Run run(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    settings.forEach(
        (key, value) -> {
          arguments.add("--set");
          arguments.add(key + "=" + value);
        });
    return Shell.run(arguments.toArray(String[]::new));
  }

  private Serving serve() {
    SisomConfig config = SisomConfig.of(settings);
    ConsoleProcess console =
        ConsoleProcess.start(
            config.kafkaAccess(),
            config.consoleSettings(),
            config.heatMaps(),
            new SimpleMeterRegistry(),
            SteadyClock.ofMachine(),
            Clock.systemUTC());
    console.takeOver();
    Serving serving = new Serving(console);
    await().atMost(PATIENCE).until(() -> serving.status("queue/stats") == 200);
    return serving;
  }

  /** A console that serves. */
  private final class Serving implements AutoCloseable {
    private final ConsoleProcess console;

    Serving(ConsoleProcess console) {
      this.console = console;
    }

    private HttpResponse<String> send(String path) throws Exception {
      URI uri = URI.create(console.url() + "api/v1/" + path);
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    int status(String path) throws Exception {
      return send(path).statusCode();
    }

    JsonNode get(String path) throws Exception {
      await().atMost(PATIENCE).until(() -> status(path) == 200);
      return json.readTree(send(path).body());
    }

    @Override
    public void close() {
      console.close();
    }
  }
}
