package io.sisom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.alert.EpisodeTracker.Step;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

class EpisodeTrackerProperties {
  private record Seen(FrameScore score, Step step) {}

  @Property(tries = 300)
  void anEpisodeOpensOnceAndIsClosedBeforeTheNextOpens(
      @ForAll("frames") List<FrameScore> frames, @ForAll("configs") AlertConfig config) {
    @Nullable String open = null;
    Set<String> ids = new HashSet<>();
    for (OodAlert event : events(run(frames, config))) {
      if (event.getStatus() == EpisodeStatus.OPENED) {
        assertThat(open).isNull();
        assertThat(ids.add(event.getEpisodeId())).isTrue();
        open = event.getEpisodeId();
      } else {
        assertThat(event.getEpisodeId()).isEqualTo(open);
        open = event.getStatus() == EpisodeStatus.CLOSED ? null : open;
      }
    }
  }

  @Property(tries = 100)
  void theSameFramesGiveTheSameEvents(
      @ForAll("frames") List<FrameScore> frames, @ForAll("configs") AlertConfig config) {
    assertThat(events(run(frames, config))).isEqualTo(events(run(frames, config)));
  }

  @Property(tries = 300)
  void opensExactlyWhenKOfTheLastNFramesSinceTheLastEpisodeAreNovel(
      @ForAll("frames") List<FrameScore> frames, @ForAll("configs") AlertConfig config) {
    List<Boolean> novelty = new ArrayList<>();
    boolean open = false;
    for (Seen seen : run(frames, config)) {
      boolean closed = has(seen, EpisodeStatus.CLOSED);
      if (closed) {
        novelty.clear();
        open = false;
      }
      boolean gapThenFresh = closed && "gap".equals(seen.step().events().get(0).getCloseReason());
      if (!open && (!closed || gapThenFresh)) {
        novelty.add(seen.score().getPValue() <= config.alpha());
        List<Boolean> latest =
            novelty.subList(Math.max(0, novelty.size() - config.n()), novelty.size());
        boolean due = latest.stream().filter(novel -> novel).count() >= config.k();
        assertThat(has(seen, EpisodeStatus.OPENED)).isEqualTo(due);
        open = due;
      }
    }
  }

  @Property(tries = 300)
  void eventsAreConsistent(
      @ForAll("frames") List<FrameScore> frames, @ForAll("configs") AlertConfig config) {
    for (OodAlert event : events(run(frames, config))) {
      assertThat(event.getNovelFrames()).isBetween(config.k(), event.getFrames());
      assertThat(event.getPeakPValue()).isLessThanOrEqualTo(config.alpha());
      assertThat(event.getClosedAt() == null)
          .isEqualTo(event.getStatus() != EpisodeStatus.CLOSED)
          .isEqualTo(event.getCloseReason() == null);
    }
  }

  @Property(tries = 300)
  void updatesAreNeverCloserThanThePeriod(
      @ForAll("frames") List<FrameScore> frames, @ForAll("configs") AlertConfig config) {
    Instant clock = Instant.MIN;
    Instant last = Instant.MIN;
    for (Seen seen : run(frames, config)) {
      Instant at = seen.score().getCapturedAt();
      if (has(seen, EpisodeStatus.OPENED)) {
        clock = at;
        last = at;
        continue;
      }
      clock = EpisodeTracker.later(clock, at);
      if (has(seen, EpisodeStatus.UPDATED)) {
        assertThat(Duration.between(last, clock)).isGreaterThanOrEqualTo(config.update());
        last = clock;
      }
    }
  }

  @Property(tries = 300)
  void remembersFewerSightingsThanItTakesToOpen(
      @ForAll("frames") List<FrameScore> frames, @ForAll("configs") AlertConfig config) {
    for (Seen seen : run(frames, config)) {
      EpisodeState state = seen.step().state();
      if (state != null) {
        assertThat(state.getSightings()).hasSizeLessThan(config.k());
        assertThat(state.getSightings().isEmpty()).isEqualTo(state.getEpisode() != null);
      }
    }
  }

  @Provide
  Arbitrary<List<FrameScore>> frames() {
    Arbitrary<Long> steps =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.longs().between(0, 1_000)),
            Tuple.of(2, Arbitraries.longs().between(-3_000, 5_000)),
            Tuple.of(1, Arbitraries.longs().between(-40_000, 40_000)));
    Arbitrary<Double> pValues = Arbitraries.of(0.001, 0.01, 0.011, 0.5, 1.0);
    return Combinators.combine(steps, pValues)
        .as((step, p) -> new double[] {step, p})
        .list()
        .ofMaxSize(120)
        .map(EpisodeTrackerProperties::walk);
  }

  @Provide
  Arbitrary<AlertConfig> configs() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 8);
    return Combinators.combine(sizes, sizes)
        .as(
            (a, b) ->
                new AlertConfig(
                    Math.min(a, b),
                    Math.max(a, b),
                    0.01,
                    0,
                    true,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2)));
  }

  private static List<FrameScore> walk(List<double[]> steps) {
    List<FrameScore> frames = new ArrayList<>();
    long time = 1_000_000;
    for (double[] step : steps) {
      time += (long) step[0];
      frames.add(Scores.score("cam", "f" + frames.size(), time, step[1]));
    }
    return frames;
  }

  private static List<Seen> run(List<FrameScore> frames, AlertConfig config) {
    EpisodeTracker tracker = new EpisodeTracker(config);
    List<Seen> seen = new ArrayList<>();
    EpisodeState state = null;
    for (FrameScore frame : frames) {
      Step step = tracker.observe(state, frame);
      state = step.state();
      seen.add(new Seen(frame, step));
    }
    return seen;
  }

  private static List<OodAlert> events(List<Seen> seen) {
    return seen.stream().flatMap(s -> s.step().events().stream()).toList();
  }

  private static boolean has(Seen seen, EpisodeStatus status) {
    return seen.step().events().stream().anyMatch(event -> event.getStatus() == status);
  }
}
