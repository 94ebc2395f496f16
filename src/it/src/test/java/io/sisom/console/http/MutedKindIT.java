package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an alert that somebody mutes to a version under which its kind raises none, and others do.
 */
class MutedKindIT {
  private static final ObjectKind MUTED = ObjectKind.GIRAFFE;
  private static final ObjectKind OTHER = ObjectKind.KITE;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FIRST = 100;
  private static final int LATER = 80;

  private final Instant start = Instant.now();
  private final ObjectMapper json = new ObjectMapper();
  @TempDir private Path dir;
  private int tick;

  @Test
  void aMutedKindHardlyRaisesAlertsAnotherKindsGoOnAndTheCountIsToldEverywhere() throws Exception {
    try (ReviewedFleet fleet = new ReviewedFleet(dir, start, Map.of("live.review.frames", "60"));
        TopicReader scores = fleet.rig().read(fleet.rig().config().topics().scores());
        TopicReader alerts = fleet.rig().read(fleet.rig().config().topics().alerts())) {
      ScoringRig rig = fleet.rig();
      send(rig, "first-sight", 41, FIRST, List.of(MUTED));
      ScoringRig.scores(scores, FIRST);
      int muted = fleet.answerEpisodes("mute");
      ReferenceManifest manifest = fleet.learn();

      send(rig, "muted-again", 42, LATER, List.of(MUTED));
      send(rig, "other", 43, LATER, List.of(OTHER));
      send(rig, "known", 44, LATER, ObjectKind.knownKinds());
      List<FrameScore> all = ScoringRig.scores(scores, FIRST + 3 * LATER);
      List<FrameScore> later = all.subList(all.size() - 3 * LATER, all.size());
      double alpha = rig.config().alerts().alpha();
      System.out.printf(
          "%d frames muted, of which the others would have muted %.2f; then novel / muted of %d:"
              + " the kind %s, another %s, known kinds %s%n",
          muted,
          manifest.getMutedShare(),
          LATER,
          novelAndMuted(later, "muted-again", alpha),
          novelAndMuted(later, "other", alpha),
          novelAndMuted(later, "known", alpha));

      assertThat(manifest.getMutedFrames()).isBetween(10, muted);
      assertThat(countMuted(later, "muted-again", alpha))
          .as("most of the muted kind's novel frames")
          .isGreaterThan(countNovel(later, "muted-again", alpha) / 2);
      assertThat(countMuted(later, "other", alpha))
          .as("few of another kind's")
          .isLessThan(countNovel(later, "other", alpha) / 4);
      alerts.until(seen -> seen.stream().anyMatch(r -> "other".equals(r.key())), PATIENCE);
      List<OodAlert> raised =
          TopicReader.values(OodAlert.class, alerts.during(Duration.ofSeconds(3)));
      assertThat(raised).extracting(OodAlert::getSensorId).contains("other");
      assertThat(raised)
          .filteredOn(alert -> alert.getSensorId().equals("muted-again"))
          .extracting(OodAlert::getEpisodeId)
          .as("episodes of the kind's few frames that are not muted")
          .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSizeLessThanOrEqualTo(1));

      long told = later.stream().filter(it -> isMuted(it, alpha)).count();
      assertThat(fleet.metrics().get("sisom.alerts.muted").counter().count()).isEqualTo(told);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonNode live = json.readTree(fleet.caller().get("/api/v1/live").body());
                assertThat(live.at("/figures/mutedFrames").asLong()).isEqualTo(told);
              });
    }
  }

  private void send(ScoringRig rig, String sensor, long seed, int count, List<ObjectKind> kinds) {
    LabeledFrames world = new LabeledFrames(seed, "truth", start, kinds);
    for (int i = 0; i < count; i++) {
      SensorFrame seen = world.frame(i).getFrame();
      rig.send(
          0,
          SensorFrame.newBuilder(seen)
              .setFrameId(sensor + "-" + i)
              .setSensorId(sensor)
              .setCapturedAt(start.plusMillis(100L * tick++))
              .build());
    }
  }

  private static boolean isMuted(FrameScore score, double alpha) {
    return score.getPValue() <= alpha && score.getMutedBy() != null;
  }

  private static long countNovel(List<FrameScore> scores, String sensor, double alpha) {
    return scores.stream()
        .filter(it -> it.getSensorId().equals(sensor) && it.getPValue() <= alpha)
        .count();
  }

  private static long countMuted(List<FrameScore> scores, String sensor, double alpha) {
    return scores.stream()
        .filter(it -> it.getSensorId().equals(sensor) && isMuted(it, alpha))
        .count();
  }

  private static String novelAndMuted(List<FrameScore> scores, String sensor, double alpha) {
    return countNovel(scores, sensor, alpha) + " / " + countMuted(scores, sensor, alpha);
  }
}
