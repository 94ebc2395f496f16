package io.sisom.candidate;

import io.sisom.candidate.SensorClocks.Off;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Ranks frames within event-time windows and publishes the candidates of each window.
 *
 * <p><b>Idea.</b> People can label a few frames an hour, and should get those of the whole live
 * fleet, not of each sensor, that are most worth a label (by {@link CandidateRank}), and no two
 * that look alike. So the frames that pass {@link SieveRule} meet in one partition. {@link
 * CandidatePool} keeps the best of each open window in rank order, and when a window is over {@link
 * CandidateSelection} walks down that order and takes a frame unless it is a near-duplicate of one
 * already taken, until {@code candidate.k} are chosen.
 *
 * <p>What time it is for the fleet, a recording does not know, and the other way round. So live
 * frames, and they alone, move the fleet's {@link WindowClock}; frames of recordings, and live ones
 * that come too late for the fleet or too far ahead of it, are ranked among their sensor's alone,
 * in {@link SensorWindows}. Which of both a recorded frame is was decided from the frame and its
 * arrival ({@code FrameScore.recorded}), so a recording brings the same candidates before, beside
 * or after any other.
 *
 * <p><b>Invariants.</b> A window of the fleet is published once: the <i>mark</i>, before which
 * everything is published, only moves forward, and lies in a store that commits together with the
 * output, as do the frames of every open window. A restart therefore neither loses nor repeats a
 * frame. Candidates go out in rank order, keyed by frameId. Every frame that becomes no candidate
 * is counted under its {@link DropReason}.
 *
 * <p><b>Source.</b> Greedy selection by the paper's Eq. 8, with near-duplicates left out; tumbling
 * windows with a watermark and allowed lateness (Akidau et al., "The Dataflow Model", VLDB 2015),
 * with a watermark for each recording.
 */
final class CandidateRanker implements Processor<String, PooledFrame, String, LabelCandidate> {
  /** The store of the open windows' frames. */
  public static final String POOL_STORE = "candidate-pool";

  /** The store of how far event time has come: the mark and the latest frame's time. */
  public static final String MARK_STORE = "candidate-mark";

  private static final String MARK_KEY = "published-before";
  private static final String LATEST_KEY = "latest-frame";

  /** What can be written as a date of four digits. */
  private static final long MAX_TIME = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private static final Duration MAX_PERIOD = Duration.ofSeconds(1);

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
    CandidatePool pool = new CandidatePool(context.getStateStore(POOL_STORE), config);
    task = new Task(context, marks, pool, clock);
    Duration quarter = config.idle().dividedBy(4);
    Duration period = quarter.compareTo(MAX_PERIOD) < 0 ? quarter : MAX_PERIOD;
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
    private final SensorWindows ofSensors;
    private final WindowPublisher publisher;
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
      this.ofSensors = new SensorWindows(config, pool.open(), lastHeard);
      this.publisher = new WindowPublisher(context, pool, config, metrics);
    }

    void take(PooledFrame frame) {
      long capturedAt = frame.getScore().getCapturedAt().toEpochMilli();
      if (capturedAt < 0) {
        metrics.dropped(DropReason.LATE);
      } else if (capturedAt > MAX_TIME) {
        metrics.dropped(DropReason.FUTURE);
      } else if (frame.getScore().getRecorded()) {
        rankAmongItsSensors(frame, capturedAt);
      } else {
        rankInTheFleet(frame, capturedAt);
      }
    }

    private void rankInTheFleet(PooledFrame frame, long capturedAt) {
      lastHeard = context.currentSystemTimeMs();
      long latestBefore = clock.latest();
      WindowClock.Placement placement = clock.place(capturedAt, lastHeard);
      watch(frame.getScore().getSensorId(), placement, capturedAt);
      if (placement instanceof WindowClock.Placement.Window window) {
        if (clock.latest() > latestBefore) {
          marks.put(LATEST_KEY, clock.latest());
        }
        add(WindowId.ofFleet(window.start()), frame);
        closeUpTo(clock.dueMark(lastHeard));
      } else {
        rankAmongItsSensors(frame, capturedAt);
      }
    }

    private void watch(String sensorId, WindowClock.Placement placement, long capturedAt) {
      Off off = placement instanceof WindowClock.Placement.Apart apart ? apart.off() : null;
      if (off == Off.BEHIND) {
        metrics.clocks().off(Off.BEHIND, sensorId, clock.latest() - capturedAt);
      } else {
        metrics.clocks().right(Off.BEHIND, sensorId);
      }
      if (off == Off.FUTURE) {
        metrics.clocks().off(Off.FUTURE, sensorId, capturedAt - lastHeard);
      } else {
        metrics.clocks().right(Off.FUTURE, sensorId);
      }
    }

    private void rankAmongItsSensors(PooledFrame frame, long capturedAt) {
      String sensorId = frame.getScore().getSensorId();
      ofSensors.passedBy(sensorId, capturedAt).forEach(this::close);
      add(ofSensors.open(sensorId, capturedAt, context.currentSystemTimeMs()), frame);
      ofSensors.tooMany().ifPresent(this::close);
    }

    private void add(WindowId window, PooledFrame frame) {
      if (pool.add(window, frame)) {
        metrics.dropped(DropReason.OUTRANKED);
      }
    }

    void closeIfIdle(long now) {
      if (now - lastHeard >= config.idle().toMillis() && !openOfFleet().isEmpty()) {
        closeUpTo(clock.idleMark(now));
      }
      ofSensors.idle(now).forEach(this::close);
    }

    private List<WindowId> openOfFleet() {
      return pool.open().stream().takeWhile(WindowId::fleet).toList();
    }

    private void closeUpTo(long mark) {
      if (mark == clock.mark()) {
        return;
      }
      for (WindowId window : openOfFleet()) {
        if (window.start() < mark) {
          publisher.publish(window, Math.min(mark, clock.fullEnd(window.start())));
        }
      }
      clock.moveMarkTo(mark);
      marks.put(MARK_KEY, mark);
    }

    private void close(WindowId ofSensor) {
      publisher.publish(ofSensor, ofSensors.end(ofSensor));
      ofSensors.close(ofSensor);
    }
  }
}
