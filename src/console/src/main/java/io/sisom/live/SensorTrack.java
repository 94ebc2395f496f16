package io.sisom.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest p-values of one sensor, and of each short while the most novel frame for its strip.
 */
final class SensorTrack {
  /** What was novel so long ago counts half. */
  private static final double HALF_LIFE_MILLIS = 60_000;

  private final int mostFrames;
  private final int mostStrip;
  private final long stripMillis;
  private final Deque<Double> pValues = new ArrayDeque<>();
  private final Deque<SeenFrame> strip = new ArrayDeque<>();
  private SeenOrigin origin = SeenOrigin.NONE;
  private @Nullable SeenFrame last;
  private long frames;
  private long muted;
  private double novel;
  private Instant heardAt = Instant.EPOCH;

  SensorTrack(LiveConfig config) {
    this.mostFrames = config.frames();
    this.mostStrip = config.strip();
    this.stripMillis = config.stripStep().toMillis();
  }

  /** So many novel frames are heard of now. */
  void heard(int novelFrames, Instant now) {
    novel = novelOfLate(now) + novelFrames;
    heardAt = now;
  }

  /** Novel frames, the fewer the longer ago. */
  double novelOfLate(Instant now) {
    double ago = Math.max(0, Duration.between(heardAt, now).toMillis());
    return novel * Math.pow(0.5, ago / HALF_LIFE_MILLIS);
  }

  boolean silentSince(Instant time) {
    return heardAt.isBefore(time);
  }

  /**
   * Takes the next frame; what it says of itself is kept of the latest one only.
   *
   * @param counted whether it counts as muted
   */
  void add(SeenFrame speaking, boolean counted) {
    frames++;
    muted += counted ? 1 : 0;
    note(speaking, List.of(speaking.pValue()), speaking);
  }

  /**
   * Takes the next summary.
   *
   * @param frameCount how many of its frames were not counted before
   * @param mutedCount how many of these are muted
   */
  void add(SeenSummary summary, int frameCount, int mutedCount) {
    frames += frameCount;
    muted += mutedCount;
    note(summary.last(), summary.pValues(), summary.mostNovel());
  }

  private void note(SeenFrame latest, List<Double> itsPValues, SeenFrame mostNovel) {
    origin = latest.origin();
    last = latest.silent();
    pValues.addAll(itsPValues);
    while (pValues.size() > mostFrames) {
      pValues.removeFirst();
    }
    toStrip(mostNovel.silent());
  }

  private void toStrip(SeenFrame frame) {
    SeenFrame newest = strip.peekLast();
    if (newest != null && slot(newest) == slot(frame)) {
      if (frame.pValue() < newest.pValue()) {
        strip.removeLast();
        strip.addLast(frame);
      }
      return;
    }
    strip.addLast(frame);
    // One more than are shown: the newest is not shown before its while is over.
    if (strip.size() > mostStrip + 1) {
      strip.removeFirst();
    }
  }

  private long slot(SeenFrame frame) {
    return Math.floorDiv(frame.scoredAt().toEpochMilli(), stripMillis);
  }

  SensorView view(String sensorId, Instant now) {
    Instant over = now.minus(Duration.ofMillis(stripMillis));
    List<SeenFrame> shown =
        strip.stream()
            .filter(frame -> frame != strip.peekLast() || !frame.scoredAt().isAfter(over))
            .toList();
    int from = Math.max(0, shown.size() - mostStrip);
    return new SensorView(
        sensorId,
        frames,
        muted,
        List.copyOf(pValues),
        shown.subList(from, shown.size()),
        Optional.ofNullable(last),
        origin);
  }
}
