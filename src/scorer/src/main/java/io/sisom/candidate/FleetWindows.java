package io.sisom.candidate;

import io.sisom.schema.PartitionProgress;
import io.sisom.schema.PooledFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The fleet's windows, made of what partitions pass on, and when each is over:
 *
 * <ul>
 *   <li>when every partition that is waited for ({@link PartitionMarks}) has come past its end;
 *   <li>when none is waited for, because all are idle: just past the latest frame, which cuts the
 *       last window short; later frames of that stretch form a window of its own;
 *   <li>{@code candidate.wait.ms} of wall time after its end and grace, but no sooner than that
 *       after its first frames came. Partitions that have not come so far are waited for no more.
 * </ul>
 *
 * <p>Windows close in the order of event time, and the mark, before which all are published, only
 * moves on.
 */
final class FleetWindows {
  private final CandidateConfig config;
  private final Marks marks;
  private final PartitionMarks partitions;
  private final WindowClock clock;
  private final CandidatePool pool;
  private final WindowPublisher publisher;
  private final CandidateMetrics metrics;

  /** Wall time of the first frames of each open window. */
  private final Map<WindowId, Long> since = new HashMap<>();

  private long lastHeard;

  /**
   * Over what an earlier life of the application left: its windows wait anew.
   *
   * @param now wall time
   */
  FleetWindows(
      CandidateConfig config,
      KeyValueStore<String, Long> store,
      CandidatePool pool,
      WindowPublisher publisher,
      CandidateMetrics metrics,
      long now) {
    this.config = config;
    this.marks = new Marks(store);
    this.partitions = new PartitionMarks(store);
    this.clock = marks.clock(config);
    this.pool = pool;
    this.publisher = publisher;
    this.metrics = metrics;
    this.lastHeard = now;
    open().forEach(window -> since.put(window, now));
  }

  /** Takes what a partition passed on; false where its window is published already. */
  boolean take(PooledFrame frame, long now) {
    lastHeard = now;
    long capturedAt = frame.getScore().getCapturedAt().toEpochMilli();
    if (!(clock.place(capturedAt, now) instanceof WindowClock.Placement.Window window)) {
      return false;
    }
    WindowId id = WindowId.ofFleet(window.start());
    since.putIfAbsent(id, now);
    if (pool.add(id, frame)) {
      metrics.dropped(DropReason.OUTRANKED);
    }
    marks.keep(clock);
    return true;
  }

  /** Takes a frame of an earlier build, which moves time on by itself. */
  boolean takeEarlier(PooledFrame frame, long now) {
    boolean taken = take(frame, now);
    if (taken) {
      closeUpTo(clock.dueMark(now));
    }
    return taken;
  }

  /** A partition said how far it has come. */
  void note(PartitionProgress progress, long now) {
    lastHeard = now;
    partitions.note(progress);
    closePassed();
  }

  /** Closes what the wall clock says is over. */
  void closeByTime(long now) {
    for (WindowId window : open()) {
      long end = clock.fullEnd(window.start());
      long from = Math.max(since.getOrDefault(window, now), end + config.grace().toMillis());
      if (now - from >= config.patience().toMillis()) {
        partitions.waitNoMoreFor(end);
        closeUpTo(Math.max(clock.mark(), end));
      }
    }
    closePassed();
    if (partitions.slowest().isEmpty()
        && now - lastHeard >= config.idle().toMillis()
        && !open().isEmpty()) {
      closeUpTo(clock.idleMark(now));
    }
  }

  private void closePassed() {
    long mark =
        partitions.slowest().isPresent()
            ? clock.windowStart(partitions.slowest().getAsLong())
            : partitions.furthest();
    closeUpTo(Math.max(clock.mark(), mark));
  }

  private List<WindowId> open() {
    return pool.open().stream().takeWhile(WindowId::fleet).toList();
  }

  private void closeUpTo(long mark) {
    if (mark == clock.mark()) {
      return;
    }
    for (WindowId window : open()) {
      if (window.start() < mark) {
        publisher.publish(window, Math.min(mark, clock.fullEnd(window.start())));
        since.remove(window);
      }
    }
    clock.moveMarkTo(mark);
    marks.keep(clock);
  }
}
