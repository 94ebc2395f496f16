package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every frame counts as novel here and every event is told, so that a lost or doubled frame shows:
 * each sensor has one episode that counts 3, 4, 5 ..., and each window has all its frames.
 */
class RestartIT {
  private static final int TICKS_A_WINDOW = 10;
  private static final int CUT = 15;
  private static final int TICKS = 2 * TICKS_A_WINDOW;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant START =
      Instant.ofEpochSecond(Instant.now().getEpochSecond()).minusSeconds(3600);

  private final Path dir;

  RestartIT(@TempDir Path dir) {
    this.dir = dir;
  }

  private ScoringRig rig(Map<String, String> extra) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    settings.put("alert.alpha", "1");
    settings.put("alert.update.ms", "0");
    settings.put("alert.quiet.ms", "3600000");
    settings.put("alert.gap.ms", "3600000");
    settings.put("candidate.max.p", "1");
    settings.put("candidate.distance", "0");
    settings.put("candidate.window.ms", "1000");
    settings.put("candidate.idle.ms", "3600000");
    settings.put("candidate.k", "10");
    // What was captured an hour ago is of the live fleet here, which the flush moves on.
    settings.put("scoring.live.ms", "7200000");
    settings.putAll(extra);
    ScoringRig rig = new ScoringRig(dir, START, Map.of(), settings);
    rig.label(200);
    rig.train();
    return rig;
  }

  @Test
  void goesOnWithTheSameState() throws Exception {
    stopsInTheMiddleAndGoesOn("streams");
  }

  @Thorough
  @Test
  void goesOnWithItsStateLost() throws Exception {
    stopsInTheMiddleAndGoesOn("elsewhere");
  }

  private void stopsInTheMiddleAndGoesOn(String nextStateDir) throws Exception {
    // A broker that were not told would wait this long for the first, far beyond the test's
    // patience.
    Map<String, String> slowToNotice =
        Map.of("candidate.grace.ms", "0", "kafka.session.timeout.ms", "1500000");
    try (ScoringRig rig = rig(slowToNotice);
        TopicReader scores = rig.read(rig.config().topics().scores())) {
      try (ScorerProcess first = rig.startScorer(new SimpleMeterRegistry())) {
        rig.sendTicks(0, TICKS_A_WINDOW);
        ScoringRig.scores(scores, 3 * TICKS_A_WINDOW);
        rig.sendTicks(TICKS_A_WINDOW, CUT);
        ScoringRig.scores(scores, 3 * CUT);
        assertThat(first.live().good()).isTrue();
      }
      rig.settings().put("scoring.state.dir", dir.resolve(nextStateDir).toString());
      rig.sendTicks(CUT, TICKS);
      try (ScorerProcess second = rig.startScorer(new SimpleMeterRegistry())) {
        assertThat(ScoringRig.scores(scores, 3 * TICKS))
            .as("a scorer that was stopped leaves its partitions to the next")
            .hasSize(3 * TICKS);
        assertThat(second.live().good()).isTrue();
        sendFlush(rig);
        nothingIsLostOrDoubled(rig, scores);
      }
    }
  }

  @Thorough
  @Test
  void anotherTakesOverFromOneThatWasKilled() throws Exception {
    Map<String, String> quickToNotice =
        Map.of(
            "candidate.grace.ms",
            "600000",
            "kafka.session.timeout.ms",
            "6000",
            "kafka.heartbeat.interval.ms",
            "1000");
    try (ScoringRig rig = rig(quickToNotice);
        TopicReader scores = rig.read(rig.config().topics().scores())) {
      try (ScorerJvm first =
          ScorerJvm.start(ScorerJvm.SCORE, rig.settings(), dir.resolve("first"), List.of())) {
        rig.sendTicks(0, 5);
        ScoringRig.scores(scores, 3 * 5);
        rig.sendTicks(5, CUT);
        scores.until(seen -> seen.size() > 3 * 5, PATIENCE);
        first.kill();
      }
      rig.settings().put("scoring.state.dir", dir.resolve("second").toString());
      try (ScorerProcess second = rig.startScorer(new SimpleMeterRegistry())) {
        rig.sendTicks(CUT, TICKS);
        ScoringRig.scores(scores, 3 * TICKS);
        assertThat(second.live().good()).isTrue();
        sendFlush(rig);
        nothingIsLostOrDoubled(rig, scores);
      }
    }
  }

  /** A frame in each partition whose time closes every window before it there. */
  private static void sendFlush(ScoringRig rig) {
    SensorFrame late = rig.frame(0, TICKS);
    for (int partition = 0; partition < ScoringRig.PARTITIONS; partition++) {
      rig.send(
          partition,
          SensorFrame.newBuilder(late)
              .setFrameId("flush-" + partition)
              .setSensorId("flush-" + partition)
              .setCapturedAt(START.plusSeconds(1800))
              .build());
    }
  }

  private static void nothingIsLostOrDoubled(ScoringRig rig, TopicReader scores) throws Exception {
    List<FrameScore> all = ScoringRig.scores(scores, 3 * TICKS + ScoringRig.PARTITIONS);
    for (int robot = 1; robot <= ScoringRig.PARTITIONS; robot++) {
      String sensor = "robot-" + robot;
      assertThat(all.stream().filter(s -> s.getSensorId().equals(sensor)))
          .extracting(FrameScore::getFrameId)
          .containsExactlyElementsOf(
              IntStream.range(0, TICKS).mapToObj(t -> "%s-%06d".formatted(sensor, t)).toList());
    }
    oneEpisodeASensor(rig);
    eachWindowOnce(rig);
  }

  private static void oneEpisodeASensor(ScoringRig rig) throws Exception {
    int events = TICKS - 2;
    try (TopicReader reader = rig.read(rig.config().topics().alerts())) {
      var records = reader.until(seen -> seen.size() >= 3 * events, PATIENCE);
      Map<String, List<OodAlert>> bySensor =
          TopicReader.values(OodAlert.class, records).stream()
              .collect(Collectors.groupingBy(OodAlert::getSensorId));
      assertThat(bySensor).containsOnlyKeys("robot-1", "robot-2", "robot-3");
      for (List<OodAlert> episode : bySensor.values()) {
        assertThat(episode)
            .extracting(OodAlert::getEpisodeId)
            .containsOnly(episode.get(0).getEpisodeId());
        assertThat(episode.get(0).getStatus()).isEqualTo(EpisodeStatus.OPENED);
        assertThat(episode.subList(1, events))
            .extracting(OodAlert::getStatus)
            .containsOnly(EpisodeStatus.UPDATED);
        assertThat(episode)
            .extracting(OodAlert::getFrames)
            .containsExactlyElementsOf(IntStream.rangeClosed(3, TICKS).boxed().toList());
      }
    }
  }

  private static void eachWindowOnce(ScoringRig rig) throws Exception {
    try (TopicReader reader = rig.read(rig.config().topics().candidates())) {
      reader.until(seen -> seen.size() >= 20, PATIENCE);
      var records = reader.during(Duration.ofSeconds(1));
      List<LabelCandidate> all = TopicReader.values(LabelCandidate.class, records);
      Map<Instant, Set<Integer>> partitions = new TreeMap<>();
      for (int i = 0; i < all.size(); i++) {
        partitions
            .computeIfAbsent(all.get(i).getWindowStart(), start -> new TreeSet<>())
            .add(records.get(i).partition());
      }
      assertThat(partitions.values())
          .as("a window lies in one partition")
          .allMatch(p -> p.size() == 1);
      Map<Instant, List<LabelCandidate>> windows =
          all.stream().collect(Collectors.groupingBy(LabelCandidate::getWindowStart));
      assertThat(windows).containsOnlyKeys(START, START.plusSeconds(1));
      for (List<LabelCandidate> window : windows.values()) {
        assertThat(window)
            .extracting(LabelCandidate::getRank)
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(window)
            .extracting(LabelCandidate::getConsidered)
            .containsOnly(3 * TICKS_A_WINDOW);
      }
    }
  }
}
