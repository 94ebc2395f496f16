package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.RankerRun.Kept;
import io.sisom.candidate.RankingStep.Moved;
import io.sisom.candidate.RankingStep.Passed;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PartitionProgress;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second step, which partitions tell of their windows of 1 s with 200 ms of grace: 3
 * candidates, none nearer than 1 to another, 4 s of patience, idle after 10 s.
 */
class FleetRankingTest {
  private static final CandidateConfig CONFIG =
      SieveRuleTest.config(
          Map.of(
              "candidate.window.ms", "1000",
              "candidate.grace.ms", "200",
              "candidate.pool", "20",
              "candidate.k", "3",
              "candidate.distance", "1",
              "candidate.wait.ms", "4000"));
  private static final Instant NOON = Instant.ofEpochMilli(100_000);

  private final Path dir;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final CandidateMetrics metrics = new CandidateMetrics(registry);
  private final Set<String> gone = new HashSet<>();

  FleetRankingTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void aWindowIsPublishedWhenTheSlowestPartitionHasComePastIt() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("1", active(1, 0));
      run.passOn("0", active(0, 0), passed("a", 0, 5, 0), moved(0, 1_000));
      run.passOn("1", passed("b", 900, 9, 10));
      assertThat(run.passOn("0", passed("next", 1_500, 1, 20), moved(0, 2_000))).isEmpty();

      List<LabelCandidate> published = run.passOn("1", moved(1, 1_000));

      assertThat(ids(published)).containsExactly("b", "a");
      assertThat(published).extracting(LabelCandidate::getRank).containsExactly(1, 2);
      assertThat(published)
          .extracting(LabelCandidate::getWindowEnd)
          .containsOnly(Instant.ofEpochMilli(1_000));
      assertThat(ids(run.passOn("1", moved(1, 3_000)))).containsExactly("next");
    }
  }

  @Test
  void aPartitionThatIsIdleDelaysNothingUntilItSaysOtherwise() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("0", active(0, 0), passed("a", 0, 5, 10));
      run.passOn("1", active(1, 0), passed("early", 10, 9, 0), idle(1, 11));
      assertThat(ids(run.passOn("0", moved(0, 1_000)))).containsExactly("early", "a");

      run.passOn("1", active(1, 11));
      assertThat(run.passOn("0", passed("b", 1_500, 5, 20), moved(0, 2_000))).isEmpty();
      assertThat(ids(run.passOn("1", passed("c", 1_600, 6, 30), moved(1, 2_000))))
          .containsExactly("c", "b");
    }
  }

  @Test
  void whenAllAreIdleTheWindowIsCutJustPastTheLatestFrame() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("0", active(0, 0), passed("a", 100, 5, 0));
      run.passOn("1", active(1, 0), passed("b", 500, 9, 10), idle(1, 501));
      List<LabelCandidate> published = run.passOn("0", idle(0, 101));
      assertThat(ids(published)).containsExactly("b", "a");
      assertThat(published)
          .extracting(LabelCandidate::getWindowEnd)
          .containsOnly(Instant.ofEpochMilli(501));

      run.passOn("1", active(1, 501), passed("c", 700, 1, 20));
      List<LabelCandidate> rest = run.passOn("1", idle(1, 701));
      assertThat(ids(rest)).containsExactly("c");
      assertThat(rest.get(0).getWindowStart()).isEqualTo(Instant.ofEpochMilli(501));
    }
  }

  @Test
  void aPartitionThatLagsDelaysAWindowNoLongerThanPatienceLastsAndWhatItBringsLaterIsCounted() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("1", active(1, 0));
      run.passOn("0", active(0, 0), passed("a", 0, 5, 0), moved(0, 1_000));
      assertThat(run.pass(Duration.ofMillis(3_900))).isEmpty();
      assertThat(ids(run.pass(Duration.ofSeconds(1)))).containsExactly("a");

      assertThat(ids(run.passOn("0", passed("b", 1_500, 5, 10), moved(0, 2_000))))
          .as("it is not waited for again before it speaks")
          .containsExactly("b");

      assertThat(run.passOn("1", passed("late", 500, 9, 20), moved(1, 1_000))).isEmpty();
      assertThat(registry.get("sisom.candidates.late").counter().count()).isOne();
      List<LabelCandidate> alone = run.pass(Duration.ofSeconds(10));
      assertThat(ids(alone)).containsExactly("late");
      assertThat(alone.get(0).getScope()).isEqualTo("sensor");

      assertThat(run.passOn("0", passed("c", 2_500, 5, 30), moved(0, 3_000)))
          .as("it spoke, and is waited for")
          .isEmpty();
    }
  }

  @Test
  void patienceBeginsWithTheEndOfTheWindowWhereThatIsYetToCome() {
    long now = NOON.toEpochMilli();
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("1", active(1, 0));
      run.passOn("0", active(0, 0), passed("a", now, 5, 0), idle(0, now + 1));
      assertThat(run.pass(Duration.ofMillis(5_100))).isEmpty();
      assertThat(ids(run.pass(Duration.ofMillis(1_000)))).containsExactly("a");
    }
  }

  @Test
  void aRestartRemembersWhoIsWaitedForAndRepeatsNothing() {
    Kept kept;
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("1", active(1, 0));
      run.passOn("0", active(0, 0), passed("a", 0, 5, 0), moved(0, 1_000));
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(run.pass(Duration.ofMillis(3_900))).isEmpty();
      assertThat(ids(run.passOn("1", moved(1, 1_000)))).containsExactly("a");
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(run.passOn("0", moved(0, 5_000))).isEmpty();
      assertThat(run.passOn("1", moved(1, 5_000))).isEmpty();
      assertThat(run.pass(Duration.ofMinutes(1))).isEmpty();
    }
  }

  @Test
  void whatPartitionsLeftOutIsCountedWithTheWindow() {
    try (RankerRun run = start(Kept.NOTHING)) {
      PooledFrame a = of("a", 0, 5, 0, 2, 0, false);
      PooledFrame last = of("last", 1, 4, 10, 1, 7, false);
      run.passOn("0", active(0, 0), new Passed(a), new Passed(last));
      List<LabelCandidate> published = run.passOn("0", moved(0, 1_000));
      assertThat(published).extracting(LabelCandidate::getConsidered).containsOnly(12);
      assertThat(published).extracting(LabelCandidate::getSuppressed).containsOnly(3);
      assertThat(registry.get("sisom.candidates.unsure").counter().count()).isZero();
    }
  }

  @Test
  void aWindowThatWalksPastTheEndOfAShareIsCountedAsUnsure() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("0", active(0, 0), new Passed(of("a", 0, 5, 0, 0, 7, true)));
      run.passOn("0", passed("b", 1, 4, 10));
      run.passOn("0", moved(0, 1_000));
      assertThat(registry.get("sisom.candidates.unsure").counter().count()).isOne();
    }
  }

  @Test
  void theBytesOfTheChosenAreReadAndAFrameThatIsGoneIsToldAndReplacedByTheNext() {
    gone.add("gone");
    try (RankerRun run = start(Kept.NOTHING)) {
      run.passOn("0", active(0, 0), passed("gone", 0, 9, 0));
      run.passOn("0", passed("like-gone", 1, 8, 0.5f), passed("b", 2, 7, 10));
      run.passOn("0", passed("c", 3, 6, 20), passed("d", 4, 5, 30));
      List<LabelCandidate> published = run.passOn("0", moved(0, 1_000));
      assertThat(ids(published)).containsExactly("like-gone", "b", "c");
      assertThat(published)
          .allMatch(it -> it.getFrame().getFrameId().equals(it.getScore().getFrameId()));
      assertThat(dropped(DropReason.GONE)).isOne();
      assertThat(dropped(DropReason.NEAR)).isZero();
      assertThat(dropped(DropReason.OUTRANKED)).isOne();
    }
  }

  @Test
  void wholeFramesThatAnEarlierBuildLeftInStoreAndTopicLoseAndRepeatNothing() {
    try (RankerRun run = start(earlier(Pooled.frame("stored", 100, 5, 0)))) {
      run.passOn("fleet", new Passed(Pooled.frame("on-topic", 900, 9, 10)));
      run.passOn("fleet", new Passed(Pooled.recorded("recorded", "bag", 0, 1, 20)));
      run.passOn("0", active(0, 0), passed("new", 950, 7, 30));

      assertThat(ids(run.passOn("0", moved(0, 1_000))))
          .containsExactly("on-topic", "new", "stored");
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("recorded");
      assertThat(run.kept().pool()).isEmpty();
    }
  }

  @Test
  void whatAnEarlierBuildLeftIsPublishedWhereNoNewFrameComes() {
    try (RankerRun run = start(earlier(Pooled.frame("stored", 100, 5, 0)))) {
      run.passOn("fleet", new Passed(Pooled.frame("on-topic", 900, 9, 10)));
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("on-topic", "stored");
      assertThat(run.kept().pool()).isEmpty();
    }
  }

  /** The stores as the build before this had them. */
  private static Kept earlier(PooledFrame frame) {
    return new Kept(
        Map.of(
            CandidateRanker.POOL_STORE,
            Map.of(
                PoolKey.of(
                    WindowId.ofFleet(0),
                    frame.getScore().getRatio(),
                    frame.getScore().getFrameId()),
                frame),
            CandidateRanker.MARK_STORE,
            Map.of("latest-frame", 100L)));
  }

  private RankerRun start(Kept kept) {
    return new RankerRun(CONFIG, metrics, this::find, dir, NOON, kept);
  }

  private Map<String, SensorFrame> find(List<FrameScore> scores) {
    Map<String, SensorFrame> found = new HashMap<>();
    scores.stream()
        .filter(score -> !gone.contains(score.getFrameId()))
        .forEach(
            score ->
                found.put(
                    score.getFrameId(),
                    SensorFrame.newBuilder()
                        .setFrameId(score.getFrameId())
                        .setSensorId(score.getSensorId())
                        .setCapturedAt(score.getCapturedAt())
                        .setEncoding("jpeg")
                        .setContent(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .build()));
    return found;
  }

  private static Passed passed(String frameId, long at, double ranking, float enhanced) {
    return new Passed(of(frameId, at, ranking, enhanced, 0, 0, false));
  }

  private static PooledFrame of(
      String frameId,
      long at,
      double ranking,
      float enhanced,
      int near,
      int outranked,
      boolean more) {
    PooledFrame whole = Pooled.frame(frameId, at, ranking, enhanced);
    return new PooledFrame(
        whole.getScore(), whole.getFrame(), whole.getEnhanced(), false, near, outranked, more);
  }

  private static Moved active(int partition, long before) {
    return said(partition, before, false);
  }

  private static Moved moved(int partition, long before) {
    return said(partition, before, false);
  }

  private static Moved idle(int partition, long before) {
    return said(partition, before, true);
  }

  private static Moved said(int partition, long before, boolean idle) {
    return new Moved(new PartitionProgress(partition, Instant.ofEpochMilli(before), idle));
  }

  private double dropped(DropReason reason) {
    return registry.get("sisom.candidates.dropped").tag("reason", reason.tag()).counter().count();
  }

  private static List<String> ids(List<LabelCandidate> candidates) {
    return candidates.stream().map(candidate -> candidate.getScore().getFrameId()).toList();
  }
}
