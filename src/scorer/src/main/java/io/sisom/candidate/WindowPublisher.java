package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.SensorFrame;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the candidates of a window that is over, sends them in rank order and empties it. The
 * bytes of the chosen are read from the topic of frames. A frame that is gone there is told and
 * counted, and the next takes its place.
 */
final class WindowPublisher {
  private static final Logger log = LoggerFactory.getLogger(WindowPublisher.class);

  private final CandidatePool pool;
  private final CandidateConfig config;
  private final CandidateMetrics metrics;
  private final FrameLookup lookup;
  private final Consumer<LabelCandidate> out;

  WindowPublisher(
      CandidatePool pool,
      CandidateConfig config,
      CandidateMetrics metrics,
      FrameLookup lookup,
      Consumer<LabelCandidate> out) {
    this.pool = pool;
    this.config = config;
    this.metrics = metrics;
    this.lookup = lookup;
    this.out = out;
  }

  /** Publishes the window, which ends before {@code end}. */
  void publish(WindowId window, long end) {
    Map<String, SensorFrame> found = new HashMap<>();
    Set<String> gone = new HashSet<>();
    WindowChoice choice = choose(window, gone);
    while (join(choice.chosen(), found, gone)) {
      choice = choose(window, gone);
    }
    int kept = pool.size(window);
    Considered considered =
        window.fleet()
            ? Considered.of(pool.frames(window), choice)
            : new Considered(kept, choice.near());
    int rank = 0;
    for (PooledFrame frame : choice.chosen()) {
      rank++;
      metrics.published();
      out.accept(candidate(frame, whole(frame, found), window, end, rank, considered));
    }
    if (choice.unsure() || window.fleet() && kept >= config.pool() && rank < config.k()) {
      metrics.unsure();
    }
    tellOfGone(window, gone);
    metrics.dropped(DropReason.NEAR, choice.near());
    metrics.dropped(DropReason.OUTRANKED, kept - rank - choice.near() - gone.size());
    pool.drop(window);
  }

  private WindowChoice choose(WindowId window, Set<String> gone) {
    return WindowChoice.of(
        pool.frames(window), frame -> gone.contains(frame.getScore().getFrameId()), config);
  }

  /** Reads what is not read yet; whether something of it is gone. */
  private boolean join(List<PooledFrame> chosen, Map<String, SensorFrame> found, Set<String> gone) {
    List<FrameScore> wanted =
        chosen.stream()
            .filter(frame -> !frame.getWhole())
            .map(PooledFrame::getScore)
            .filter(score -> !found.containsKey(score.getFrameId()))
            .toList();
    if (wanted.isEmpty()) {
      return false;
    }
    found.putAll(lookup.find(wanted));
    return wanted.stream()
            .map(FrameScore::getFrameId)
            .filter(id -> !found.containsKey(id))
            .filter(gone::add)
            .count()
        > 0;
  }

  private static SensorFrame whole(PooledFrame frame, Map<String, SensorFrame> found) {
    return frame.getWhole()
        ? frame.getFrame()
        : Objects.requireNonNull(found.get(frame.getScore().getFrameId()));
  }

  private void tellOfGone(WindowId window, Set<String> gone) {
    if (!gone.isEmpty()) {
      metrics.dropped(DropReason.GONE, gone.size());
      log.atWarn()
          .addKeyValue("window", Instant.ofEpochMilli(window.start()))
          .addKeyValue("scope", window.scope())
          .addKeyValue("frames", gone.size())
          .log(
              "frames were chosen for labels but are no longer on the topic of frames: keep them"
                  + " there for longer than windows and their wait last");
    }
  }

  private static LabelCandidate candidate(
      PooledFrame frame,
      SensorFrame whole,
      WindowId window,
      long end,
      int rank,
      Considered considered) {
    FrameScore score = frame.getScore();
    return new LabelCandidate(
        Instant.ofEpochMilli(window.start()),
        Instant.ofEpochMilli(end),
        rank,
        considered.frames(),
        considered.near(),
        score.getPredicted(),
        score.getNearestOuterLabel(),
        score,
        whole,
        null,
        window.scope());
  }

  /** What a window chose from, with what partitions left out. */
  private record Considered(int frames, int near) {
    static Considered of(Iterable<PooledFrame> kept, WindowChoice choice) {
      int frames = 0;
      int near = choice.near();
      for (PooledFrame frame : kept) {
        frames += 1 + frame.getNear() + frame.getOutranked();
        near += frame.getNear();
      }
      return new Considered(frames, near);
    }
  }
}
