package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.RankerRun.Kept;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A recording brings the same candidates whatever it is fed beside, before or after: the order of
 * its own frames stays, how recordings and the live fleet interleave is drawn, and the scorer is
 * started anew somewhere.
 */
class RecordingOrderProperties {
  private static final CandidateConfig CONFIG =
      SieveRuleTest.config(
          Map.of(
              "candidate.window.ms", "1000",
              "candidate.grace.ms", "300",
              "candidate.pool", "6",
              "candidate.k", "3",
              "candidate.distance", "0.5"));
  private static final long NOW = 1_700_000_000_000L;

  /** Further apart than these, recordings of one sensor do not meet. */
  private static final long APART = 2 * 1_000 + 300;

  private static final int RECORDINGS = 4;

  @Property(tries = 40)
  void theSameCandidatesForEachRecordingInAnyInterleaving(
      @ForAll("recordings") List<List<PooledFrame>> recordings,
      @ForAll Random order,
      @ForAll @IntRange(max = 100) int restartPercent) {
    List<List<PooledFrame>> all = new ArrayList<>(recordings);
    all.add(live(30));
    Map<String, List<String>> alone = new TreeMap<>();
    for (List<PooledFrame> recording : recordings) {
      run(recording, recording.size())
          .forEach(
              (name, lines) -> alone.computeIfAbsent(name, n -> new ArrayList<>()).addAll(lines));
    }

    List<PooledFrame> mixed = interleaved(all, order);
    Map<String, List<String>> together = run(mixed, mixed.size() * restartPercent / 100);

    assertThat(together.remove("fleet")).as("the live fleet's go on").isNotEmpty();
    assertThat(sorted(together)).isEqualTo(sorted(alone));
  }

  private static Map<String, TreeSet<String>> sorted(Map<String, List<String>> lines) {
    Map<String, TreeSet<String>> sorted = new TreeMap<>();
    lines.forEach(
        (name, its) -> {
          assertThat(its).doesNotHaveDuplicates();
          sorted.put(name, new TreeSet<>(its));
        });
    return sorted;
  }

  private static Map<String, List<String>> run(List<PooledFrame> frames, int restartAfter) {
    CandidateMetrics metrics = new CandidateMetrics(new SimpleMeterRegistry());
    Path dir = Path.of("target", "recordings-" + UUID.randomUUID());
    Instant now = Instant.ofEpochMilli(NOW);
    List<LabelCandidate> published = new ArrayList<>();
    Kept kept;
    try (RankerRun run = new RankerRun(CONFIG, metrics, dir, now, Kept.NOTHING)) {
      published.addAll(run.see(frames.subList(0, restartAfter)));
      kept = run.kept();
    }
    try (RankerRun run = new RankerRun(CONFIG, metrics, dir, now, kept)) {
      published.addAll(run.see(frames.subList(restartAfter, frames.size())));
      published.addAll(run.pass(Duration.ofMinutes(1)));
    }
    return published.stream()
        .collect(
            Collectors.groupingBy(
                c -> c.getScope().equals("fleet") ? "fleet" : recordingOf(c),
                TreeMap::new,
                Collectors.mapping(RecordingOrderProperties::line, Collectors.toList())));
  }

  private static String recordingOf(LabelCandidate candidate) {
    String frameId = candidate.getScore().getFrameId();
    return frameId.substring(0, frameId.indexOf('-'));
  }

  private static String line(LabelCandidate c) {
    return "%s to %s: %d of %d, %d near, %s"
        .formatted(
            c.getWindowStart(),
            c.getWindowEnd(),
            c.getRank(),
            c.getConsidered(),
            c.getSuppressed(),
            c.getScore().getFrameId());
  }

  private static List<PooledFrame> interleaved(List<List<PooledFrame>> all, Random order) {
    List<Deque<PooledFrame>> left = new ArrayList<>();
    all.forEach(recording -> left.add(new ArrayDeque<>(recording)));
    left.removeIf(Deque::isEmpty);
    List<PooledFrame> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      Deque<PooledFrame> next = left.get(order.nextInt(left.size()));
      // In runs of some length: also whole recordings one after the other.
      for (int n = order.nextInt(40); n >= 0 && !next.isEmpty(); n--) {
        mixed.add(next.remove());
      }
      left.removeIf(Deque::isEmpty);
    }
    return mixed;
  }

  private static List<PooledFrame> live(int frames) {
    List<PooledFrame> live = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      live.add(Pooled.frame("live-" + i, NOW - 5_000 + 100L * i, i % 7, i));
    }
    return live;
  }

  /** Recordings of two sensors in turn, which overlap in time unless they are of one sensor. */
  @Provide
  Arbitrary<List<List<PooledFrame>>> recordings() {
    Arbitrary<int[]> frame =
        Combinators.combine(
                Arbitraries.integers().between(-200, 500),
                Arbitraries.integers().between(0, 12),
                Arbitraries.integers().between(0, 20))
            .as((step, score, feature) -> new int[] {step, score, feature});
    return frame
        .list()
        .ofMaxSize(25)
        .list()
        .ofSize(RECORDINGS)
        .map(RecordingOrderProperties::recorded);
  }

  private static List<List<PooledFrame>> recorded(List<List<int[]>> drawn) {
    List<List<PooledFrame>> recordings = new ArrayList<>();
    for (int r = 0; r < drawn.size(); r++) {
      String sensor = "robot" + r % 2;
      long begin = 1_460_000_000_000L + (r / 2) * (25 * 500 + APART + 25 * 200);
      List<PooledFrame> recording = new ArrayList<>();
      long time = begin;
      for (int[] f : drawn.get(r)) {
        time = Math.max(begin, time + f[0]);
        recording.add(
            Pooled.recorded("r" + r + "-" + recording.size(), sensor, time, f[1], 0.2f * f[2]));
      }
      recordings.add(recording);
    }
    return recordings;
  }
}
