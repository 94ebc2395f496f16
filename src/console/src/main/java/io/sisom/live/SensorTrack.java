package io.sisom.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest frames of one sensor, and of each short while the most novel one for its strip. */
final class SensorTrack {
  private final int mostFrames;
  private final int mostStrip;
  private final long stripMillis;
  private final Deque<SeenFrame> latest = new ArrayDeque<>();
  private final Deque<SeenFrame> strip = new ArrayDeque<>();
  private SeenOrigin origin = SeenOrigin.NONE;
  private long frames;
  private long muted;

  SensorTrack(LiveConfig config) {
    this.mostFrames = config.frames();
    this.mostStrip = config.strip();
    this.stripMillis = config.stripStep().toMillis();
  }

  /**
   * Takes the next frame; what it says of itself is kept of the latest one only.
   *
   * @param counted whether it counts as muted
   */
  void add(SeenFrame speaking, boolean counted) {
    frames++;
    muted += counted ? 1 : 0;
    origin = speaking.origin();
    SeenFrame frame = speaking.silent();
    latest.addLast(frame);
    if (latest.size() > mostFrames) {
      latest.removeFirst();
    }
    SeenFrame last = strip.peekLast();
    if (last != null && slot(last) == slot(frame)) {
      if (frame.pValue() < last.pValue()) {
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
        sensorId, frames, muted, List.copyOf(latest), shown.subList(from, shown.size()), origin);
  }
}
