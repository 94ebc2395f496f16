package io.sisom.candidate;

import io.sisom.candidate.SensorClocks.Off;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the fleet's frames within event-time windows and publishes each window's candidates once,
 * in rank order, keyed by frameId. Must see every partition's frames: its input has one partition.
 * The pool and the mark of what is published lie in stores, so a restart neither loses nor repeats
 * a window; when windows close is {@link WindowClock}'s to say.
 */
public final class CandidateRanker
    implements Processor<String, PooledFrame, String, LabelCandidate> {
  /** The store of the open windows' frames. */
  public static final String POOL_STORE = "candidate-pool";

  /** The store of how far event time has come: the mark and the latest frame's time. */
  public static final String MARK_STORE = "candidate-mark";

  private static final String MARK_KEY = "published-before";
  private static final String LATEST_KEY = "latest-frame";
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

  private final CandidateConfig config;
  private final CandidateMetrics metrics;
  private @Nullable Task task;

  CandidateRanker(CandidateConfig config, CandidateMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, LabelCandidate> context) {
    KeyValueStore<String, Long> marks = context.getStateStore(MARK_STORE);
    WindowClock clock = new WindowClock(config, read(marks, MARK_KEY), read(marks, LATEST_KEY));
    CandidatePool pool = new CandidatePool(context.getStateStore(POOL_STORE), config.pool());
    task = new Task(context, marks, pool, clock);
    Duration quarter = config.idle().dividedBy(4);
    Duration period = quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
    context.schedule(
        period.toMillis() < 1 ? Duration.ofMillis(1) : period,
        PunctuationType.WALL_CLOCK_TIME,
        task::closeIfIdle);
  }

  @Override
  public void process(Record<String, PooledFrame> record) {
    Objects.requireNonNull(task, "used before init").take(record.value());
  }

  private static long read(KeyValueStore<String, Long> marks, String key) {
    Long value = marks.get(key);
    return value == null ? 0 : value;
  }

  /** What a partition's processor works with between init and close. */
  private final class Task {
    private final ProcessorContext<String, LabelCandidate> context;
    private final KeyValueStore<String, Long> marks;
    private final CandidatePool pool;
    private final WindowClock clock;
    private long lastHeard;

    Task(
        ProcessorContext<String, LabelCandidate> context,
        KeyValueStore<String, Long> marks,
        CandidatePool pool,
        WindowClock clock) {
      this.context = context;
      this.marks = marks;
      this.pool = pool;
      this.clock = clock;
      this.lastHeard = context.currentSystemTimeMs();
    }

    void take(PooledFrame frame) {
      lastHeard = context.currentSystemTimeMs();
      long latestBefore = clock.latest();
      long capturedAt = frame.getScore().getCapturedAt().toEpochMilli();
      WindowClock.Placement placement = clock.place(capturedAt, lastHeard);
      watch(frame.getScore().getSensorId(), placement, capturedAt);
      if (placement instanceof WindowClock.Placement.Refused refused) {
        metrics.dropped(refused.reason());
      } else if (placement instanceof WindowClock.Placement.Window window) {
        if (clock.latest() > latestBefore) {
          marks.put(LATEST_KEY, clock.latest());
        }
        if (pool.add(window.start(), frame)) {
          metrics.dropped(DropReason.OUTRANKED);
        }
        closeUpTo(clock.dueMark(lastHeard));
      }
    }

    private void watch(String sensorId, WindowClock.Placement placement, long capturedAt) {
      DropReason refused =
          placement instanceof WindowClock.Placement.Refused it ? it.reason() : null;
      if (refused == DropReason.LATE) {
        metrics.clocks().off(Off.BEHIND, sensorId, clock.latest() - capturedAt);
      } else {
        metrics.clocks().right(Off.BEHIND, sensorId);
      }
      if (refused == DropReason.FUTURE) {
        metrics.clocks().off(Off.FUTURE, sensorId, capturedAt - lastHeard);
      } else {
        metrics.clocks().right(Off.FUTURE, sensorId);
      }
    }

    void closeIfIdle(long now) {
      if (now - lastHeard >= config.idle().toMillis() && !pool.windowStarts().isEmpty()) {
        closeUpTo(clock.idleMark(now));
      }
    }

    private void closeUpTo(long mark) {
      if (mark == clock.mark()) {
        return;
      }
      for (long start : pool.windowStarts()) {
        if (start < mark) {
          publish(start, Math.min(mark, clock.fullEnd(start)));
        }
      }
      clock.moveMarkTo(mark);
      marks.put(MARK_KEY, mark);
    }

    private void publish(long start, long end) {
      CandidateSelection<PooledFrame> selection =
          new CandidateSelection<>(
              config.k(), (a, b) -> EnhancedDistance.near(a, b, config.distance()));
      int considered = pool.size(start);
      for (Bytes key : pool.ranked(start)) {
        if (selection.full()) {
          break;
        }
        selection.offer(pool.get(key));
      }
      int rank = 0;
      for (PooledFrame frame : selection.chosen()) {
        rank++;
        send(frame, start, end, rank, considered, selection.suppressed());
      }
      metrics.dropped(DropReason.NEAR, selection.suppressed());
      metrics.dropped(DropReason.OUTRANKED, considered - rank - selection.suppressed());
      pool.drop(start);
    }

    private void send(
        PooledFrame frame, long start, long end, int rank, int considered, int suppressed) {
      FrameScore score = frame.getScore();
      LabelCandidate candidate =
          new LabelCandidate(
              Instant.ofEpochMilli(start),
              Instant.ofEpochMilli(end),
              rank,
              considered,
              suppressed,
              score.getPredicted(),
              score.getNearestOuterLabel(),
              score,
              frame.getFrame(),
              null);
      metrics.published();
      // Not the time of capture: Kafka would delete what an old recording brought at once.
      context.forward(new Record<>(score.getFrameId(), candidate, context.currentSystemTimeMs()));
    }
  }
}
