package io.sisom.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Frames counted in stretches of one length by the time of their score; old stretches fall out. */
final class Buckets {
  private final long length;
  private final int most;
  private final NavigableMap<Long, Bucket> buckets = new TreeMap<>();

  private static final class Bucket {
    private int frames;
    private int novel;
    private final DelayHistogram delays = new DelayHistogram();
  }

  Buckets(Duration length, int most) {
    this.length = length.toMillis();
    this.most = most;
  }

  /** Counts a frame; one scored later than {@code now}, by a fast clock, counts as scored now. */
  void add(SeenFrame frame, boolean novel, Instant now) {
    Bucket bucket = at(frame.scoredAt(), now);
    if (bucket == null) {
      return;
    }
    bucket.frames++;
    bucket.novel += novel ? 1 : 0;
    if (!frame.recorded()) {
      Instant at = frame.scoredAt().isBefore(now) ? frame.scoredAt() : now;
      bucket.delays.add(Duration.between(frame.capturedAt(), at).toMillis());
    }
  }

  /** Counts the frames of a summary, all of them in the stretch where it begins. */
  void add(SeenSummary summary, Instant now) {
    Bucket bucket = at(summary.from(), now);
    if (bucket == null) {
      return;
    }
    bucket.frames += summary.frames();
    bucket.novel += summary.novel();
    summary.delays().forEach(delay -> bucket.delays.add(delay.getStep(), delay.getFrames()));
  }

  /** The stretch of a time; null for one that has fallen out. */
  private @Nullable Bucket at(Instant scoredAt, Instant now) {
    long at = Math.min(scoredAt.toEpochMilli(), now.toEpochMilli());
    long number = Math.floorDiv(at, length);
    buckets.headMap(newest(now) - most, true).clear();
    return number <= newest(now) - most ? null : buckets.computeIfAbsent(number, n -> new Bucket());
  }

  private long newest(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), length);
  }

  /** Stretches that have ended, without a gap, from the first that saw a frame. */
  List<Point> points(Instant now) {
    buckets.headMap(newest(now) - most, true).clear();
    List<Point> points = new ArrayList<>();
    for (long n = buckets.isEmpty() ? newest(now) : buckets.firstKey(); n < newest(now); n++) {
      Bucket bucket = buckets.getOrDefault(n, new Bucket());
      points.add(
          new Point(
              Instant.ofEpochMilli(n * length),
              bucket.frames,
              bucket.novel,
              bucket.delays.percentile(0.5),
              bucket.delays.percentile(0.95)));
    }
    return points;
  }
}
