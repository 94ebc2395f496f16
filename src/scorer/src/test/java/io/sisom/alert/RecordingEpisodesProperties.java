package io.sisom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.setting.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * A recording has the same episodes whatever it is fed beside, before or after: the order of its
 * own frames stays, how recordings and live frames of one sensor interleave is drawn, and the
 * scorer is started anew somewhere.
 */
class RecordingEpisodesProperties {
  private static final AlertConfig CONFIG =
      Settings.of(Map.of("alert.recording.ms", "60000", "alert.update.ms", "1000"))
          .bind(AlertConfig.class);

  private static final int RECORDINGS = 4;
  private static final int FRAMES = 30;
  private static final int MAX_STEP = 30_000;
  private static final long START = 1_460_000_000_000L;
  private static final long APART = 60_000 + FRAMES * MAX_STEP;

  @Property(tries = 40)
  void theSameEpisodesForEachRecordingInAnyInterleaving(
      @ForAll("recordings") List<List<FrameScore>> recordings,
      @ForAll Random order,
      @ForAll @IntRange(max = 100) int restartPercent) {
    Map<String, List<OodAlert>> alone = new TreeMap<>();
    recordings.forEach(it -> alone.putAll(run(it, it.size())));

    List<FrameScore> mixed = interleaved(recordings, order);
    Map<String, List<OodAlert>> together = run(mixed, mixed.size() * restartPercent / 100);

    assertThat(together).isEqualTo(alone);
  }

  private static Map<String, List<OodAlert>> run(List<FrameScore> frames, int restartAfter) {
    AlertMetrics metrics = new AlertMetrics(new SimpleMeterRegistry());
    Path dir = Path.of("target", "episodes-" + UUID.randomUUID());
    List<OodAlert> alerts = new ArrayList<>();
    Map<String, EpisodeState> kept;
    try (AlertRun run = new AlertRun(CONFIG, metrics, dir, Map.of())) {
      run.see(frames.subList(0, restartAfter));
      alerts.addAll(run.alerts.readValuesToList());
      kept = run.snapshot();
    }
    try (AlertRun run = new AlertRun(CONFIG, metrics, dir, kept)) {
      run.see(frames.subList(restartAfter, frames.size()));
      run.driver.advanceWallClockTime(Duration.ofMinutes(1));
      alerts.addAll(run.alerts.readValuesToList());
    }
    return alerts.stream()
        .collect(
            Collectors.groupingBy(
                it -> it.getFirstFrameId().substring(0, it.getFirstFrameId().indexOf('-')),
                TreeMap::new,
                Collectors.toList()));
  }

  private static List<FrameScore> interleaved(List<List<FrameScore>> all, Random order) {
    List<Deque<FrameScore>> left = new ArrayList<>();
    all.forEach(recording -> left.add(new ArrayDeque<>(recording)));
    left.removeIf(Deque::isEmpty);
    List<FrameScore> mixed = new ArrayList<>();
    int longest = 1 + order.nextInt(20);
    while (!left.isEmpty()) {
      Deque<FrameScore> next = left.get(order.nextInt(left.size()));
      for (int n = order.nextInt(longest); n >= 0 && !next.isEmpty(); n--) {
        mixed.add(next.remove());
      }
      left.removeIf(Deque::isEmpty);
    }
    return mixed;
  }

  /** Of one sensor, far enough apart; the last is live. */
  @Provide
  Arbitrary<List<List<FrameScore>>> recordings() {
    Arbitrary<Long> steps =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.longs().between(0, 1_000)),
            Tuple.of(2, Arbitraries.longs().between(-3_000, 5_000)),
            Tuple.of(1, Arbitraries.longs().between(-MAX_STEP, MAX_STEP)));
    Arbitrary<Double> pValues = Arbitraries.of(0.001, 0.01, 0.011, 0.5, 1.0);
    return Combinators.combine(steps, pValues)
        .as((step, p) -> new double[] {step, p})
        .list()
        .ofMaxSize(FRAMES)
        .list()
        .ofSize(RECORDINGS)
        .map(RecordingEpisodesProperties::ofOneSensor);
  }

  private static List<List<FrameScore>> ofOneSensor(List<List<double[]>> drawn) {
    List<List<FrameScore>> recordings = new ArrayList<>();
    for (int r = 0; r < drawn.size(); r++) {
      boolean live = r == drawn.size() - 1;
      long time = START + r * 3 * APART;
      List<FrameScore> recording = new ArrayList<>();
      for (double[] step : drawn.get(r)) {
        time += (long) step[0];
        FrameScore score = Scores.score("cam", "r" + r + "-" + recording.size(), time, step[1]);
        recording.add(live ? score : Scores.recorded(score));
      }
      recordings.add(recording);
    }
    return recordings;
  }
}
