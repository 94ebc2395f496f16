package io.sisom.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

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
    long at = Math.min(frame.scoredAt().toEpochMilli(), now.toEpochMilli());
    long number = Math.floorDiv(at, length);
    if (number <= newest(now) - most) {
      return;
    }
    Bucket bucket = buckets.computeIfAbsent(number, n -> new Bucket());
    bucket.frames++;
    bucket.novel += novel ? 1 : 0;
    if (!frame.recorded()) {
      bucket.delays.add(Duration.between(frame.capturedAt(), Instant.ofEpochMilli(at)).toMillis());
    }
    buckets.headMap(newest(now) - most, true).clear();
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
