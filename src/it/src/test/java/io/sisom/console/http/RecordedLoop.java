package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.SteadyClock;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.RecordFiles;
import io.sisom.it.cli.Shell;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.SilentListener;
import io.sisom.it.rig.TopicReader;
import io.sisom.labeling.LabelImport;
import io.sisom.labeling.RecordLabels;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Shared;
import io.sisom.trainer.TrainerProcess;
import io.sisom.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * A broker, a trainer that stays, a scorer and a console, and at each step from a recording to the
 * next reference set what must hold: by the ids of frames, and by what the frames say of where they
 * come from.
 */
final class RecordedLoop implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String ANNOTATOR = "ann";
  private static final int REAL_LABELS = 1_000;
  private static final List<String> CIFAR =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fit.by", "none",
          "score.profile", "lean",
          "console.port", "0",
          "candidate.idle.ms", "1000",
          "training.publish.ms", "500",
          "training.publish.pause.ms", "0");

  private final ScoringRig rig;
  private final SisomConfig config;
  private final TrainerProcess trainer;
  private final CompletableFuture<Void> training;
  private final ScorerProcess scorer;
  private final ConsoleProcess console;
  private final Caller caller;
  private final Map<String, SensorFrame> fed = new HashMap<>();

  private RecordedLoop(ScoringRig rig, Path bundle) throws Exception {
    this.rig = rig;
    this.config = rig.config();
    this.trainer =
        TrainerProcess.open(
            config.forTrainer(),
            bundle,
            new SilentListener(),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    this.scorer =
        new ScorerProcess(config.forScorer(), new SimpleMeterRegistry(), Clock.systemUTC());
    this.console =
        ConsoleProcess.start(
            config.kafkaAccess(),
            config.consoleSettings(),
            config.heatMaps(),
            new SimpleMeterRegistry(),
            SteadyClock.ofMachine(),
            Clock.systemUTC());
    this.training =
        CompletableFuture.runAsync(
            () -> {
              try {
                trainer.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    this.caller = new Caller(console.server().port());
  }

  /** With the demo's network and labels of its world. */
  static RecordedLoop drawn(Path dir) throws Exception {
    ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), SETTINGS);
    rig.label(640);
    return new RecordedLoop(rig, rig.bundle());
  }

  /** With this network and CIFAR-10 labels. */
  static RecordedLoop real(Path dir, Path bundle) throws Exception {
    ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), SETTINGS);
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      MessagePublisher publisher =
          new MessagePublisher(producer, rig.config().topics().labels(), done -> {});
      LabelImport.Report report =
          new LabelImport(publisher)
              .publish(
                  () ->
                      new RecordLabels(
                          new RecordFiles(
                              List.of(Shared.data("cifar10/train-1.delta.gz")), 0, REAL_LABELS),
                          CIFAR,
                          "archive",
                          Clock.systemUTC()),
                  List.of(),
                  false);
      assertThat(report.published().acknowledged()).isEqualTo(REAL_LABELS);
    }
    return new RecordedLoop(rig, bundle);
  }

  /** The times of frames by the names of their files, a JSON object a line. */
  static Map<String, Instant> times(Path lines) throws IOException {
    Map<String, Instant> times = new TreeMap<>();
    for (String line : Files.readAllLines(lines)) {
      JsonNode frame = JSON.readTree(line);
      times.put(
          frame.path("file").asText(), Instant.ofEpochMilli(frame.path("timestamp_ms").asLong()));
    }
    return times;
  }

  /** The first reference set comes, and the console serves. */
  void train() throws Exception {
    scorer.start();
    ScoringRig.awaitReady(scorer);
    console.takeOver();
    await().atMost(PATIENCE).until(() -> console.console().queue().state() == ConsoleState.SERVING);
  }

  /**
   * Feeds a recording as a user does and follows its frames to their scores.
   *
   * @param robot its name; empty for none
   * @param count of frames it must have; -1 where any will do
   * @return how many
   */
  int feed(Path recording, String robot, int count) throws Exception {
    List<String> command = new ArrayList<>(List.of("feed", "recording", recording.toString()));
    if (!robot.isEmpty()) {
      command.addAll(List.of("--robot", robot));
    }
    command.addAll(
        List.of("--set", "kafka.bootstrap.servers=" + config.kafka().bootstrapServers()));
    Shell.Run run = Shell.run(command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    Matcher told = Pattern.compile("(\\d+) frames on ").matcher(run.out());
    assertThat(told.find()).as(run.out()).isTrue();
    Map<String, SensorFrame> frames = newFrames(Integer.parseInt(told.group(1)));
    if (count >= 0) {
      assertThat(frames).hasSize(count);
    }
    frames.values().forEach(frame -> requireSays(frame, recording, robot));
    fed.putAll(frames);
    requireScores(frames);
    return frames.size();
  }

  private SensorFrame frame(String id) {
    return Objects.requireNonNull(fed.get(id), id);
  }

  private Map<String, SensorFrame> newFrames(int count) throws Exception {
    List<SensorFrame> all =
        all(SensorFrame.class, config.topics().frames(), seen -> seen.size() >= fed.size() + count);
    Map<String, SensorFrame> frames = new TreeMap<>();
    for (SensorFrame frame : all) {
      if (!fed.containsKey(frame.getFrameId())) {
        assertThat(frames.put(frame.getFrameId(), frame)).as("fed twice").isNull();
      }
    }
    assertThat(frames).as("as many as the feed says").hasSize(count);
    return frames;
  }

  /** Who looks at a frame knows what moment of which file it is. */
  private static void requireSays(SensorFrame frame, Path recording, String robot) {
    FrameOrigin source = frame.getSource();
    assertThat(source.getRobot()).isEqualTo(robot.isEmpty() ? null : robot);
    assertThat(frame.getSensorId()).endsWith(source.getTopic().replaceFirst("^/", ""));
    assertThat(source.getStream()).isEqualTo(recording.getFileName().toString());
    assertThat(source.getPosition()).matches("\\d+:\\d+");
    long nanos = Long.parseLong(frame.getAttributes().get("captureNanoseconds"));
    assertThat(frame.getFrameId()).startsWith("%s-%019d".formatted(frame.getSensorId(), nanos));
    assertThat(frame.getCapturedAt().toEpochMilli()).isEqualTo(Math.floorDiv(nanos, 1_000_000L));
  }

  private void requireScores(Map<String, SensorFrame> frames) throws Exception {
    Set<String> wanted = new TreeSet<>(frames.keySet());
    List<FrameScore> scores =
        all(
            FrameScore.class,
            config.topics().scores(),
            seen -> ids(seen, FrameScore::getFrameId).containsAll(wanted));
    List<FrameScore> own =
        scores.stream().filter(score -> wanted.contains(score.getFrameId())).toList();
    assertThat(own).extracting(FrameScore::getFrameId).containsExactlyInAnyOrderElementsOf(wanted);
    for (FrameScore score : own) {
      SensorFrame frame = frame(score.getFrameId());
      assertThat(score.getSource()).isEqualTo(frame.getSource());
      assertThat(score.getAttributes()).isEqualTo(frame.getAttributes());
      assertThat(score.getCapturedAt()).isEqualTo(frame.getCapturedAt());
      assertThat(score.getRecorded()).as("its age is no delay").isTrue();
      assertThat(score.getReferenceVersion()).isEqualTo(scorer.referenceVersion());
    }
  }

  /** Where the console is. */
  String url(String path) {
    return caller.base() + path;
  }

  /**
   * The sensor has episodes, in Kafka, over REST and as pages, all with their pictures; the first
   * one's id.
   */
  String requireEpisodesWithPictures(String sensor) throws Exception {
    List<OodAlert> alerts =
        all(
                OodAlert.class,
                config.topics().alerts(),
                seen -> seen.stream().anyMatch(it -> it.getSensorId().equals(sensor)))
            .stream()
            .filter(alert -> alert.getSensorId().equals(sensor))
            .toList();
    assertThat(alerts).as("episodes of " + sensor).isNotEmpty();
    for (OodAlert alert : alerts) {
      SensorFrame last = frame(alert.getLastFrameId());
      assertThat(alert.getSource()).isEqualTo(last.getSource());
      assertThat(fed).containsKeys(alert.getFirstFrameId(), alert.getPeakFrameId());
    }
    String id = alerts.get(0).getEpisodeId();
    await().atMost(PATIENCE).until(() -> console.fleet().fleet().episode(id).isPresent());
    JsonNode one =
        Described.good(caller.get("/api/v1/episodes/" + id), "get", "/api/v1/episodes/{episodeId}");
    String topic = alerts.get(0).getSource().getTopic();
    assertThat(one.at("/episode/source/topic").asText()).isEqualTo(topic);
    assertThat(one.path("frames")).isNotEmpty();
    for (JsonNode frame : one.path("frames")) {
      assertThat(fed).containsKey(frame.path("frameId").asText());
      requirePicture(frame.path("picture").asText());
    }
    String page = caller.get("/episodes/" + id).body();
    assertThat(page).contains(topic, alerts.get(0).getSource().getStream(), "captureNanoseconds");
    assertThat(page).contains("frameId=" + encoded(one.at("/frames/0/frameId").asText()));
    JsonNode live = Described.good(caller.get("/api/v1/live"), "get", "/api/v1/live");
    assertThat(live.path("sensors"))
        .filteredOn(it -> it.path("sensorId").asText().equals(sensor))
        .singleElement()
        .satisfies(it -> assertThat(it.at("/source/topic").asText()).isEqualTo(topic));
    return id;
  }

  private void requirePicture(String path) throws Exception {
    HttpResponse<byte[]> picture = caller.bytes(path);
    assertThat(picture.statusCode()).as(path).isEqualTo(200);
    assertThat(ImageIO.read(new ByteArrayInputStream(picture.body()))).as(path).isNotNull();
  }

  /**
   * Candidates come into the queue; to so many somebody says, as the page does, that the network
   * takes them for the right thing, and the trainer makes the next reference set with them.
   *
   * @param which of the frames
   */
  void label(int count, Predicate<SensorFrame> which) throws Exception {
    List<LabelCandidate> candidates =
        all(
            LabelCandidate.class,
            config.topics().candidates(),
            seen -> seen.stream().filter(it -> which.test(it.getFrame())).count() >= count);
    for (LabelCandidate candidate : candidates) {
      SensorFrame frame = frame(candidate.getScore().getFrameId());
      assertThat(candidate.getFrame().getSource()).isEqualTo(frame.getSource());
      assertThat(candidate.getScore().getSource()).isEqualTo(frame.getSource());
      assertThat(candidate.getFrame().getContent()).isEqualTo(frame.getContent());
    }
    assertThat(candidates)
        .extracting(it -> it.getScore().getFrameId())
        .as("each frame once")
        .doesNotHaveDuplicates();
    ReferenceManifest first = active();
    Map<String, String> given = new TreeMap<>();
    for (LabelCandidate candidate :
        candidates.stream().filter(it -> which.test(it.getFrame())).limit(count).toList()) {
      String id = candidate.getScore().getFrameId();
      given.put(id, candidate.getScore().getPredicted());
      answer(id, candidate.getScore().getPredicted());
    }
    requirePooled(given);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(labeled(active()))
                    .as("the next reference set has them, known or for calibration")
                    .isEqualTo(labeled(first) + count));
    assertThat(active().getVersion()).isGreaterThan(first.getVersion());
  }

  private static int labeled(ReferenceManifest manifest) {
    return manifest.getPooledFrames() + manifest.getCalibrationFrames();
  }

  private void answer(String id, String label) throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> caller.get("/api/v1/queue/frame?frameId=" + encoded(id)).statusCode() == 200);
    JsonNode leased =
        Described.good(
            caller.post(
                "/api/v1/queue/lease",
                JSON.writeValueAsString(Map.of("annotator", ANNOTATOR, "frameId", id))),
            "post",
            "/api/v1/queue/lease");
    assertThat(leased.at("/frame/frameId").asText()).isEqualTo(id);
    assertThat(leased.at("/frame/source/topic").asText())
        .isEqualTo(frame(id).getSource().getTopic());
    requirePicture(leased.at("/frame/picture").asText());
    Described.good(
        caller.post(
            "/api/v1/queue/answer",
            JSON.writeValueAsString(Map.of("annotator", ANNOTATOR, "frameId", id, "label", label))),
        "post",
        "/api/v1/queue/answer");
  }

  private void requirePooled(Map<String, String> given) throws Exception {
    List<LabeledFrame> labels =
        all(
                LabeledFrame.class,
                config.topics().labels(),
                seen -> seen.stream().filter(RecordedLoop::isOurs).count() >= given.size())
            .stream()
            .filter(RecordedLoop::isOurs)
            .toList();
    assertThat(labels)
        .allSatisfy(
            label -> {
              SensorFrame frame = frame(label.getFrame().getFrameId());
              assertThat(label.getFrame().getSource()).isEqualTo(frame.getSource());
              assertThat(label.getFrame().getContent()).isEqualTo(frame.getContent());
              assertThat(label.getLabel()).isEqualTo(given.get(frame.getFrameId()));
            })
        .hasSize(given.size());
  }

  private static boolean isOurs(LabeledFrame label) {
    return label.getAnnotator().equals(ANNOTATOR);
  }

  /** The scorer goes over to the latest reference set, and scores a recording by it. */
  void requireSwapAndScoresBy(Path recording, String robot, int count) throws Exception {
    await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(2))
        .until(() -> scorer.referenceVersion() == active().getVersion());
    feed(recording, robot, count);
    assertThat(training.isDone()).as("the trainer goes on").isFalse();
  }

  private ReferenceManifest active() {
    return console.console().versions().active().orElseThrow();
  }

  private <T extends SpecificRecord> List<T> all(
      Class<T> type, String topic, Predicate<List<T>> enough) {
    try (TopicReader reader = rig.read(topic)) {
      reader.until(seen -> enough.test(read(type, seen)), PATIENCE);
      return read(type, reader.during(Duration.ofMillis(500)));
    }
  }

  private static <T extends SpecificRecord> List<T> read(
      Class<T> type, List<ConsumerRecord<String, byte[]>> records) {
    try {
      return TopicReader.values(
          type, records.stream().filter(record -> record.value() != null).toList());
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> Set<String> ids(List<T> seen, Function<T, String> id) {
    return seen.stream().map(id).collect(Collectors.toSet());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    console.close();
    scorer.close();
    trainer.close();
    rig.close();
  }
}
