package io.sisom.candidate;

import static io.sisom.candidate.Pooled.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.RankerRun.Kept;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows of 1 s with 200 ms of grace, a pool of 5, 3 candidates, none nearer than 1 to another.
 */
class CandidateRankerTest {
  private static final CandidateConfig CONFIG =
      SieveRuleTest.config(
          Map.of(
              "candidate.window.ms", "1000",
              "candidate.grace.ms", "200",
              "candidate.pool", "5",
              "candidate.k", "3",
              "candidate.distance", "1",
              "candidate.max.skew.ms", "3000"));
  private static final Instant NOON = Instant.ofEpochMilli(100_000);

  private final Path dir;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final CandidateMetrics metrics = new CandidateMetrics(registry);

  CandidateRankerTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void publishesTheTopKInRankOrderWhenStreamTimePassesEndAndGrace() {
    try (RankerRun run = start(Kept.NOTHING)) {
      assertThat(
              run.see(
                  frame("low", 0, 1, 0),
                  frame("top", 100, 9, 10),
                  frame("tie-b", 200, 5, 20),
                  frame("tie-a", 999, 5, 30),
                  frame("next", 1_199, 1, 40)))
          .isEmpty();

      List<LabelCandidate> published = run.see(frame("end", 1_200, 1, 50));

      assertThat(ids(published)).containsExactly("top", "tie-a", "tie-b");
      assertThat(published).extracting(LabelCandidate::getRank).containsExactly(1, 2, 3);
      LabelCandidate top = published.get(0);
      assertThat(top.getWindowStart()).isEqualTo(Instant.EPOCH);
      assertThat(top.getWindowEnd()).isEqualTo(Instant.ofEpochMilli(1_000));
      assertThat(top.getConsidered()).isEqualTo(4);
      assertThat(top.getSuppressed()).isZero();
      assertThat(top.getInnerLabel()).isEqualTo("cat");
      assertThat(top.getOuterLabel()).isEqualTo("dog");
      assertThat(top.getFrame().getFrameId()).isEqualTo("top");
      assertThat(top.getFrame().getContent().remaining()).isEqualTo(3);
      assertThat(registry.get("sisom.candidates").counter().count()).isEqualTo(3);
      assertThat(dropped(DropReason.OUTRANKED)).isEqualTo(1);
    }
  }

  @Test
  void leavesOutNearDuplicatesOfABetterOne() {
    try (RankerRun run = start(Kept.NOTHING)) {
      List<LabelCandidate> published =
          run.see(
              frame("best", 0, 9, 0),
              frame("copy", 1, 8, 0.9f),
              frame("one-away", 2, 7, 1),
              frame("end", 1_200, 1, 50));
      assertThat(ids(published)).containsExactly("best", "one-away");
      assertThat(published).extracting(LabelCandidate::getSuppressed).containsOnly(1);
      assertThat(dropped(DropReason.NEAR)).isEqualTo(1);
    }
  }

  @Test
  void keepsOnlyTheBestOfAFullPool() {
    try (RankerRun run = start(Kept.NOTHING)) {
      for (int i = 0; i < 20; i++) {
        run.see(frame("f" + i, i, (i * 7) % 20, 10 * i));
      }
      assertThat(run.kept().pool()).hasSize(5);
      List<LabelCandidate> published = run.see(frame("end", 1_200, 1, 500));
      assertThat(published)
          .extracting(candidate -> candidate.getScore().getSisome())
          .containsExactly(19.0, 18.0, 17.0);
      assertThat(dropped(DropReason.OUTRANKED)).isEqualTo(17);
      assertThat(run.kept().pool()).hasSize(1);
    }
  }

  @Test
  void aFrameSentAgainReplacesItself() {
    try (RankerRun run = start(Kept.NOTHING)) {
      List<LabelCandidate> published =
          run.see(
              frame("a", 0, 9, 0),
              frame("b", 1, 5, 10),
              frame("a", 0, 2, 0),
              frame("b", 1, 5, 10),
              frame("end", 1_200, 1, 50));
      assertThat(ids(published)).containsExactly("b", "a");
      assertThat(published.get(0).getConsidered()).isEqualTo(2);
    }
  }

  @Test
  void dropsAndCountsFramesThatComeAfterTheirWindow() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("a", 0, 1, 0), frame("in-grace", 1_100, 1, 10), frame("late-ok", 900, 1, 20));
      assertThat(ids(run.see(frame("end", 1_200, 1, 50)))).containsExactly("a", "late-ok");
      assertThat(run.see(frame("late", 999, 9, 30), frame("b", 2_500, 1, 60)))
          .noneMatch(candidate -> candidate.getScore().getFrameId().equals("late"));
      assertThat(dropped(DropReason.LATE)).isEqualTo(1);
    }
  }

  @Test
  void closesByWallClockWhenFramesStopComingAndLosesNothingThatFollows() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("a", 0, 1, 0), frame("b", 500, 2, 10));
      assertThat(run.pass(Duration.ofSeconds(9))).isEmpty();

      List<LabelCandidate> first = run.pass(Duration.ofSeconds(1));
      assertThat(ids(first)).containsExactly("b", "a");
      assertThat(first.get(0).getWindowEnd()).isEqualTo(Instant.ofEpochMilli(501));
      assertThat(run.pass(Duration.ofMinutes(1))).isEmpty();

      run.see(frame("late", 500, 9, 20), frame("c", 700, 1, 30));
      List<LabelCandidate> second = run.pass(Duration.ofSeconds(10));
      assertThat(ids(second)).containsExactly("c");
      assertThat(second.get(0).getWindowStart()).isEqualTo(Instant.ofEpochMilli(501));
      assertThat(dropped(DropReason.LATE)).isEqualTo(1);
    }
  }

  @Test
  void aClockAheadClosesNobodysWindow() {
    long now = NOON.toEpochMilli();
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("honest", now - 500, 1, 0));
      assertThat(run.see(frame("far-ahead", now + 3_001, 1, 10))).isEmpty();
      assertThat(dropped(DropReason.FUTURE)).isEqualTo(1);
      assertThat(run.see(frame("ahead", now + 2_500, 1, 20))).isEmpty();
      run.see(frame("honest-too", now - 400, 2, 30));
      assertThat(dropped(DropReason.LATE)).isZero();

      assertThat(ids(run.pass(Duration.ofSeconds(10))))
          .containsExactly("honest-too", "honest", "ahead");
    }
  }

  @Test
  void framesFromBefore1970AreLate() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("old", -1, 1, 0), frame("oldest", Long.MIN_VALUE, 1, 0));
      assertThat(dropped(DropReason.LATE)).isEqualTo(2);
    }
  }

  @Test
  void theSieveKeepsFamiliarFramesOutOfThePool() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(Pooled.of(Pooled.scored("a", 0, 0.5, 1, 1), 0));
      assertThat(run.kept().pool()).isEmpty();
      assertThat(dropped(DropReason.FAMILIAR)).isEqualTo(1);
    }
  }

  @Test
  void aRestartNeitherForgetsNorRepeatsAWindow() {
    Kept kept;
    try (RankerRun run = start(Kept.NOTHING)) {
      assertThat(run.see(frame("a", 0, 1, 0), frame("b", 1_200, 1, 10))).hasSize(1);
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(run.see(frame("a", 0, 1, 0), frame("c", 1_500, 2, 20))).isEmpty();
      assertThat(dropped(DropReason.LATE)).isEqualTo(1);
      assertThat(ids(run.see(frame("end", 2_200, 1, 30)))).containsExactly("c", "b");
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("end");
      assertThat(run.kept().pool()).isEmpty();
    }
  }

  @Test
  void aRestartRemembersTheTimeOfAFrameThatThePoolHadNoRoomFor() {
    Kept kept;
    try (RankerRun run = start(Kept.NOTHING)) {
      for (int i = 0; i < 5; i++) {
        run.see(frame("f" + i, i, 9, 10 * i));
      }
      run.see(frame("outranked", 800, 1, 100));
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(run.pass(Duration.ofSeconds(10)))
          .extracting(LabelCandidate::getWindowEnd)
          .containsOnly(Instant.ofEpochMilli(801));
    }
  }

  @Test
  void aClockSeventySecondsSlowIsToldByTheMetricsOfClocks() {
    try (RankerRun run = start(Kept.NOTHING)) {
      for (int second = 0; second < 100; second++) {
        run.see(frame("right-" + second, 1_000L * second, 1, second));
        if (second >= 70) {
          run.see(ofSlow(second));
        }
      }
      assertThat(dropped(DropReason.LATE)).isEqualTo(30);
      assertThat(registry.get("sisom.clock.sensors").tag("off", "behind").gauge().value()).isOne();
      assertThat(registry.get("sisom.clock.skew").tag("off", "behind").gauge().value())
          .isEqualTo(70);
      assertThat(registry.get("sisom.clock.sensors").tag("off", "future").gauge().value()).isZero();
    }
  }

  private static PooledFrame ofSlow(int second) {
    String frameId = "slow-" + second;
    return Pooled.of(
        FrameScore.newBuilder(Pooled.scored(frameId, 1_000L * (second - 70), 0.01, 1, 9))
            .setSensorId("slow")
            .build(),
        1);
  }

  private RankerRun start(Kept kept) {
    return new RankerRun(CONFIG, metrics, dir, NOON, kept);
  }

  private double dropped(DropReason reason) {
    return registry.get("sisom.candidates.dropped").tag("reason", reason.tag()).counter().count();
  }

  private static List<String> ids(List<LabelCandidate> candidates) {
    return candidates.stream().map(candidate -> candidate.getScore().getFrameId()).toList();
  }
}
