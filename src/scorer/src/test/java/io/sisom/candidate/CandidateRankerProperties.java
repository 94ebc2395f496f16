package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.RankerRun.Kept;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CandidateRankerProperties {
  private static final CandidateConfig CONFIG =
      SieveRuleTest.config(
          Map.of(
              "candidate.window.ms", "1000",
              "candidate.grace.ms", "300",
              "candidate.pool", "8",
              "candidate.k", "4",
              "candidate.distance", "0.5"));
  private static final Instant NOON = Instant.ofEpochMilli(1_000_000);

  @Property(tries = 20)
  void everyWindowIsPublishedOnceInRankOrderWithoutNearDuplicates(
      @ForAll("frames") List<PooledFrame> frames) {
    List<LabelCandidate> published = run(frames, frames.size());

    Set<String> ids = new HashSet<>();
    List<List<LabelCandidate>> windows = new ArrayList<>();
    Instant before = Instant.EPOCH;
    for (LabelCandidate candidate : published) {
      assertThat(ids.add(candidate.getScore().getFrameId())).isTrue();
      if (candidate.getRank() == 1) {
        windows.add(new ArrayList<>());
        if (candidate.getScope().equals("fleet")) {
          assertThat(candidate.getWindowStart()).isAfter(before.minusMillis(1));
          before = candidate.getWindowEnd();
        }
      }
      windows.get(windows.size() - 1).add(candidate);
    }
    Map<String, PooledFrame> sent = new HashMap<>();
    frames.forEach(frame -> sent.put(frame.getScore().getFrameId(), frame));
    windows.forEach(window -> checkWindow(window, sent));
  }

  @Property(tries = 15)
  void aRestartAnywhereChangesNothing(
      @ForAll("frames") List<PooledFrame> frames, @ForAll @IntRange(max = 60) int restartAfter) {
    assertThat(run(frames, Math.min(restartAfter, frames.size())))
        .isEqualTo(run(frames, frames.size()));
  }

  private static void checkWindow(List<LabelCandidate> window, Map<String, PooledFrame> sent) {
    assertThat(window).hasSizeLessThanOrEqualTo(CONFIG.k());
    for (int i = 0; i < window.size(); i++) {
      LabelCandidate candidate = window.get(i);
      assertThat(candidate.getRank()).isEqualTo(i + 1);
      assertThat(candidate.getScore().getCapturedAt())
          .isBetween(candidate.getWindowStart(), candidate.getWindowEnd().minusMillis(1));
      assertThat(candidate.getConsidered())
          .isBetween(window.size() + candidate.getSuppressed(), CONFIG.pool());
      for (LabelCandidate better : window.subList(0, i)) {
        assertThat(better.getScore().getSisome())
            .isGreaterThanOrEqualTo(candidate.getScore().getSisome());
        assertThat(Math.abs(feature(sent, better) - feature(sent, candidate)))
            .isGreaterThanOrEqualTo((float) CONFIG.distance());
      }
    }
  }

  private static float feature(Map<String, PooledFrame> sent, LabelCandidate candidate) {
    PooledFrame frame = sent.get(candidate.getScore().getFrameId());
    assertThat(frame).isNotNull();
    return frame == null
        ? Float.NaN
        : frame.getEnhanced().duplicate().order(ByteOrder.LITTLE_ENDIAN).getFloat(0);
  }

  private List<LabelCandidate> run(List<PooledFrame> frames, int restartAfter) {
    CandidateMetrics metrics = new CandidateMetrics(new SimpleMeterRegistry());
    Kept kept;
    Path dir = Path.of("target", "ranker-" + UUID.randomUUID());
    List<LabelCandidate> published = new ArrayList<>();
    try (RankerRun run = new RankerRun(CONFIG, metrics, dir, NOON, Kept.NOTHING)) {
      published.addAll(run.see(frames.subList(0, restartAfter)));
      kept = run.kept();
    }
    try (RankerRun run = new RankerRun(CONFIG, metrics, dir, NOON, kept)) {
      published.addAll(run.see(frames.subList(restartAfter, frames.size())));
      published.addAll(run.pass(Duration.ofMinutes(1)));
      assertThat(run.kept().pool()).isEmpty();
    }
    return published;
  }

  @Provide
  Arbitrary<List<PooledFrame>> frames() {
    Arbitrary<Integer> steps = Arbitraries.integers().between(-400, 600);
    Arbitrary<Integer> scores = Arbitraries.integers().between(0, 12);
    Arbitrary<Integer> features = Arbitraries.integers().between(0, 20);
    return Combinators.combine(steps, scores, features)
        .as((step, score, feature) -> new int[] {step, score, feature})
        .list()
        .ofMaxSize(60)
        .map(CandidateRankerProperties::walk);
  }

  private static List<PooledFrame> walk(List<int[]> steps) {
    List<PooledFrame> frames = new ArrayList<>();
    long time = 0;
    for (int[] step : steps) {
      time = Math.max(0, time + step[0]);
      frames.add(Pooled.frame("f" + frames.size(), time, step[1], 0.2f * step[2]));
    }
    return frames;
  }
}
