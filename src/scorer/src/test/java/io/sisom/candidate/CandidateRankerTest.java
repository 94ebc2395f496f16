package io.sisom.candidate;

import static io.sisom.candidate.Pooled.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.RankerRun.Kept;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import io.sisom.setting.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows of 1 s with 200 ms of grace, a pool of 5, 3 candidates, none nearer than 1 to another.
 */
class CandidateRankerTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "candidate.window.ms", "1000",
          "candidate.grace.ms", "200",
          "candidate.pool", "5",
          "candidate.k", "3",
          "candidate.distance", "1",
          "candidate.max.skew.ms", "3000");
  private static final CandidateConfig CONFIG = SieveRuleTest.config(SETTINGS);
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
  void ranksByTheRatioUnlessToldToRankByTheScore() {
    List<PooledFrame> frames =
        List.of(
            Pooled.of(Pooled.scored("between", 0, 0.01, 0.9, 2), 0),
            Pooled.of(Pooled.scored("strange", 1, 0.01, 0.4, 9), 10),
            frame("end", 1_200, 0, 50));

    assertThat(ids(see(CONFIG, frames))).containsExactly("between", "strange");
    assertThat(
            ids(
                see(
                    Settings.changed(CONFIG, Map.of("candidate.rank", CandidateRank.SISOME)),
                    frames)))
        .containsExactly("strange", "between");
  }

  @Test
  void aWindowThatWasBegunWithAnotherRankLosesAndRepeatsNothing() {
    CandidateConfig before =
        Settings.changed(CONFIG, Map.of("candidate.rank", CandidateRank.SISOME));
    PooledFrame sentAgain = Pooled.of(Pooled.scored("between", 0, 0.01, 0.9, 2), 0);
    Kept kept;
    try (RankerRun run =
        new RankerRun(before, metrics, dir.resolve("before"), NOON, Kept.NOTHING)) {
      run.see(sentAgain, Pooled.of(Pooled.scored("strange", 1, 0.01, 0.4, 9), 10));
      kept = run.kept();
    }

    try (RankerRun run = new RankerRun(CONFIG, metrics, dir.resolve("after"), NOON, kept)) {
      assertThat(ids(run.see(sentAgain, frame("end", 1_200, 0, 50))))
          .containsExactlyInAnyOrder("between", "strange");
    }
  }

  private List<LabelCandidate> see(CandidateConfig config, List<PooledFrame> frames) {
    Path own = dir.resolve(config.rank().name());
    try (RankerRun run = new RankerRun(config, metrics, own, NOON, Kept.NOTHING)) {
      return run.see(frames);
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
  void framesThatComeAfterTheFleetsWindowAreRankedAmongTheirSensors() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("a", 0, 1, 0), frame("in-grace", 1_100, 1, 10), frame("late-ok", 900, 1, 20));
      List<LabelCandidate> ofFleet = run.see(frame("end", 1_200, 1, 50));
      assertThat(ids(ofFleet)).containsExactly("a", "late-ok");
      assertThat(ofFleet).extracting(LabelCandidate::getScope).containsOnly("fleet");
      assertThat(run.see(frame("late", 999, 9, 30), frame("b", 2_500, 1, 60)))
          .noneMatch(candidate -> candidate.getScore().getFrameId().equals("late"));

      assertThat(run.pass(Duration.ofSeconds(10)))
          .filteredOn(candidate -> candidate.getScope().equals("sensor"))
          .singleElement()
          .satisfies(
              late -> {
                assertThat(late.getScore().getFrameId()).isEqualTo("late");
                assertThat(late.getWindowStart()).isEqualTo(Instant.EPOCH);
                assertThat(late.getWindowEnd()).isEqualTo(Instant.ofEpochMilli(1_000));
              });
      assertThat(dropped(DropReason.LATE)).isZero();
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
      assertThat(ids(second)).containsExactly("c", "late");
      assertThat(second.get(0).getWindowStart()).isEqualTo(Instant.ofEpochMilli(501));
    }
  }

  @Test
  void aClockAheadClosesNobodysWindow() {
    long now = NOON.toEpochMilli();
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("honest", now - 500, 1, 0));
      assertThat(run.see(frame("far-ahead", now + 3_001, 1, 10))).isEmpty();
      assertThat(run.see(frame("ahead", now + 2_500, 1, 20))).isEmpty();
      run.see(frame("honest-too", now - 400, 2, 30));

      assertThat(ids(run.pass(Duration.ofSeconds(10))))
          .containsExactly("honest-too", "honest", "ahead", "far-ahead");
    }
  }

  @Test
  void framesFromBefore1970AndBehind9999AreCountedAndLeftOut() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(frame("old", -1, 1, 0), frame("oldest", Long.MIN_VALUE, 1, 0));
      run.see(frame("last", Long.MAX_VALUE, 1, 0));
      assertThat(dropped(DropReason.LATE)).isEqualTo(2);
      assertThat(dropped(DropReason.FUTURE)).isEqualTo(1);
      assertThat(run.pass(Duration.ofDays(1))).isEmpty();
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
  void aRestartNeitherForgetsNorRepeatsAWindowOfTheFleet() {
    Kept kept;
    try (RankerRun run = start(Kept.NOTHING)) {
      assertThat(run.see(frame("a", 0, 1, 0), frame("b", 1_200, 1, 10))).hasSize(1);
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(run.see(frame("c", 1_500, 2, 20))).isEmpty();
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
      List<String> candidates = new ArrayList<>();
      for (int second = 0; second < 100; second++) {
        run.see(frame("right-" + second, 1_000L * second, 1, second));
        if (second >= 70) {
          candidates.addAll(ids(run.see(ofSlow(second))));
        }
      }
      assertThat(candidates).contains("slow-70", "slow-90");
      assertThat(registry.get("sisom.clock.sensors").tag("off", "behind").gauge().value()).isOne();
      assertThat(registry.get("sisom.clock.skew").tag("off", "behind").gauge().value())
          .isEqualTo(70);
      assertThat(registry.get("sisom.clock.sensors").tag("off", "future").gauge().value()).isZero();
    }
  }

  @Test
  void aRecordingThatComesAfterLiveFramesMovesItsOwnWindowsAndNoOthers() {
    try (RankerRun run = start(Kept.NOTHING)) {
      assertThat(run.see(frame("live", 90_000, 1, 0))).isEmpty();

      List<LabelCandidate> published =
          run.see(
              recorded("a", "bag", 0, 1, 0),
              recorded("b", "bag", 999, 2, 10),
              recorded("next", "bag", 1_199, 1, 20),
              recorded("passes", "bag", 1_200, 1, 30));

      assertThat(ids(published)).containsExactly("b", "a");
      assertThat(published).extracting(LabelCandidate::getScope).containsOnly("sensor");
      assertThat(published).extracting(LabelCandidate::getRank).containsExactly(1, 2);
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("live", "next", "passes");
      assertThat(registry.get("sisom.clock.sensors").tag("off", "behind").gauge().value())
          .as("a recording is no clock that is off")
          .isZero();
    }
  }

  @Test
  void aStretchOfARecordingThatIsFedLaterHasAWindowOfItsOwn() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(recorded("a", "bag", 0, 1, 0));
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("a");
      run.see(recorded("b", "bag", 500, 1, 0));
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("b");
    }
  }

  @Test
  void aWindowWaitsWhileItsRecordingGoesOn() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(recorded("a", "bag", 900, 1, 0));
      run.pass(Duration.ofSeconds(9));
      run.see(recorded("b", "bag", 1_100, 1, 10));
      assertThat(run.pass(Duration.ofSeconds(9))).isEmpty();
      run.see(recorded("late", "bag", 950, 2, 20));
      assertThat(ids(run.see(recorded("c", "bag", 1_250, 1, 30)))).containsExactly("late", "a");
    }
  }

  @Test
  void ofTooManyOpenWindowsTheOneThatHadNoFrameForLongestCloses() {
    CandidateConfig two =
        SieveRuleTest.config(Map.of("candidate.window.ms", "1000", "candidate.windows", "2"));
    try (RankerRun run = new RankerRun(two, metrics, dir, NOON, Kept.NOTHING)) {
      run.see(recorded("a", "one", 0, 1, 0));
      run.pass(Duration.ofSeconds(1));
      run.see(recorded("b", "two", 0, 1, 10));
      run.pass(Duration.ofSeconds(1));
      run.see(recorded("a2", "one", 1, 1, 20));
      assertThat(ids(run.see(recorded("c", "three", 0, 1, 30)))).containsExactly("b");
    }
  }

  @Test
  void aRestartKeepsTheOpenWindowsOfRecordings() {
    Kept kept;
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(recorded("a", "bag", 0, 1, 0), recorded("b", "other", 0, 1, 0));
      kept = run.kept();
    }
    try (RankerRun run = start(kept)) {
      assertThat(ids(run.see(recorded("passes", "bag", 1_200, 1, 10)))).containsExactly("a");
      assertThat(ids(run.pass(Duration.ofSeconds(10)))).containsExactly("passes", "b");
      assertThat(run.kept().pool()).isEmpty();
    }
  }

  @Test
  void aFrameThatCameBeforeIsNoCandidateAgain() {
    try (RankerRun run = start(Kept.NOTHING)) {
      PooledFrame first = recorded("a", "bag", 0, 1, 0);
      FrameScore again = FrameScore.newBuilder(first.getScore()).setRepeated(true).build();
      run.see(first);
      assertThat(run.pass(Duration.ofSeconds(10))).hasSize(1);
      run.see(Pooled.of(again, 0));
      assertThat(run.pass(Duration.ofSeconds(10))).isEmpty();
      assertThat(dropped(DropReason.REPEATED)).isEqualTo(1);
    }
  }

  private static PooledFrame recorded(
      String frameId, String sensor, long at, double sisome, float enhanced) {
    return Pooled.recorded(frameId, sensor, at, sisome, enhanced);
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

  @Test
  void aFrameThatMayShowNoneOfTheClassesRanksLowerUnlessTheSettingSaysNo() {
    try (RankerRun run = start(Kept.NOTHING)) {
      run.see(
          none("foreign", 0, 9, 10, 0.9), frame("known", 1, 2, 20), none("near", 2, 4, 30, 0.1));
      assertThat(ids(run.see(frame("end", 1_200, 1, 50))))
          .as("near keeps 3.2 of 4, foreign next to nothing of 9")
          .containsExactly("near", "known", "foreign");
    }
    Map<String, String> off = new HashMap<>(SETTINGS);
    off.put("candidate.none.discount", "false");
    try (RankerRun run =
        new RankerRun(SieveRuleTest.config(off), metrics, dir.resolve("off"), NOON, Kept.NOTHING)) {
      run.see(
          none("foreign", 0, 9, 10, 0.9), frame("known", 1, 2, 20), none("near", 2, 4, 30, 0.1));
      assertThat(ids(run.see(frame("end", 1_200, 1, 50))))
          .containsExactly("foreign", "near", "known");
    }
  }

  private static PooledFrame none(
      String frameId, long at, double sisome, float enhanced, double probability) {
    FrameScore score =
        FrameScore.newBuilder(frame(frameId, at, sisome).getScore())
            .setNoneProbability(probability)
            .build();
    return Pooled.of(score, enhanced);
  }
}
