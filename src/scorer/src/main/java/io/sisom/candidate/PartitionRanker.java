package io.sisom.candidate;

import io.sisom.candidate.RankingStep.Chosen;
import io.sisom.candidate.RankingStep.Moved;
import io.sisom.candidate.RankingStep.Passed;
import io.sisom.candidate.SensorClocks.Off;
import io.sisom.schema.PartitionProgress;
import io.sisom.schema.PooledFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The first step of the ranking: each partition ranks its own frames within event-time windows.
 *
 * <p><b>Idea.</b> People should get the frames of the whole live fleet that are most worth a label,
 * but no partition needs to tell more of a window than its best few. So each keeps its novel frames
 * (those that pass {@link SieveRule}) in windows of its own, in rank order in a {@link
 * CandidatePool}, scores, features and places only; when a window is over it passes on the best
 * that differ ({@link WindowShare}), and tells how far it has come. {@link CandidateRanker} merges
 * what all partitions pass on.
 *
 * <p>What time it is for the fleet, a recording does not know, and the other way round. So live
 * frames, and they alone, move the partition's {@link WindowClock}; frames of recordings, and live
 * ones that come too late for their partition's windows or too far ahead of the wall clock, are
 * ranked among their sensor's alone, in {@link SensorRanking}. All frames of a sensor lie in one
 * partition, so those windows need no second step and are published from here. Which of both a
 * recorded frame is was decided from the frame and its arrival ({@code FrameScore.recorded}), so a
 * recording brings the same candidates before, beside or after any other.
 *
 * <p><b>Invariants.</b> A frame is passed on at most once, before the progress that says so. The
 * frames of every open window, and the <i>mark</i> before which all is passed on, lie in stores
 * that commit together with the output: a restart neither loses nor repeats a frame. A partition
 * that has no live frames for {@code candidate.idle.ms} passes on what it has and says that it is
 * idle; with the next frame, before it, that it is not. Every frame that is not passed on is
 * counted under its {@link DropReason}.
 *
 * <p><b>Source.</b> Greedy selection by the paper's Eq. 8, with near-duplicates left out; tumbling
 * windows with a watermark and allowed lateness (Akidau et al., "The Dataflow Model", VLDB 2015),
 * with a watermark for each partition and each recording.
 */
final class PartitionRanker implements Processor<String, PooledFrame, String, RankingStep> {
  /** The store of the open windows' frames. */
  public static final String POOL_STORE = "partition-pool";

  /** The store of how far the partition has come. */
  public static final String MARK_STORE = "partition-mark";

  private final CandidateConfig config;
  private final CandidateMetrics metrics;
  private final FrameLookup lookup;
  private @Nullable Task task;

  PartitionRanker(CandidateConfig config, CandidateMetrics metrics, FrameLookup lookup) {
    this.config = config;
    this.metrics = metrics;
    this.lookup = lookup;
  }

  @Override
  public void init(ProcessorContext<String, RankingStep> context) {
    Task started = new Task(context);
    task = started;
    context.schedule(period(config.idle()), PunctuationType.WALL_CLOCK_TIME, started::closeIfIdle);
  }

  /** How often to look for what is idle so long. */
  static Duration period(Duration idle) {
    long quarter = idle.dividedBy(4).toMillis();
    return Duration.ofMillis(Math.max(1, Math.min(quarter, 1_000)));
  }

  @Override
  public void process(Record<String, PooledFrame> record) {
    Objects.requireNonNull(task, "used before init").take(record.value());
  }

  /** What a partition's processor works with between init and close. */
  private final class Task {
    private final ProcessorContext<String, RankingStep> context;
    private final Marks marks;
    private final CandidatePool pool;
    private final WindowClock clock;
    private final SensorRanking ofSensors;
    private long lastHeard;

    Task(ProcessorContext<String, RankingStep> context) {
      this.context = context;
      this.marks = new Marks(context.getStateStore(MARK_STORE));
      this.pool = new CandidatePool(context.getStateStore(POOL_STORE), config);
      this.clock = marks.clock(config);
      this.lastHeard = context.currentSystemTimeMs();
      WindowPublisher publisher =
          new WindowPublisher(
              pool,
              config,
              metrics,
              lookup,
              candidate -> send(candidate.getScore().getFrameId(), new Chosen(candidate)));
      this.ofSensors =
          new SensorRanking(config, pool, publisher, metrics, context::currentSystemTimeMs);
    }

    void take(PooledFrame frame) {
      long capturedAt = frame.getScore().getCapturedAt().toEpochMilli();
      DropReason never = CapturedTimes.refuses(capturedAt).orElse(null);
      if (never != null) {
        metrics.dropped(never);
      } else if (frame.getScore().getRecorded()) {
        ofSensors.take(frame);
      } else {
        rankAmongTheFleets(frame, capturedAt);
      }
    }

    private void rankAmongTheFleets(PooledFrame frame, long capturedAt) {
      lastHeard = context.currentSystemTimeMs();
      WindowClock.Placement placement = clock.place(capturedAt, lastHeard);
      watch(frame.getScore().getSensorId(), placement, capturedAt);
      if (placement instanceof WindowClock.Placement.Window window) {
        if (!marks.active()) {
          marks.active(true);
          tell();
        }
        if (pool.add(WindowId.ofFleet(window.start()), frame)) {
          metrics.dropped(DropReason.OUTRANKED);
        }
        passOnUpTo(clock.dueMark(lastHeard));
        marks.keep(clock);
      } else {
        ofSensors.take(frame);
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

    void closeIfIdle(long now) {
      if (now - lastHeard >= config.idle().toMillis()
          && (marks.active() || !openOfFleet().isEmpty())) {
        boolean fallsIdle = marks.active();
        marks.active(false);
        if (!passOnUpTo(clock.idleMark(now)) && fallsIdle) {
          tell();
        }
        marks.keep(clock);
      }
      ofSensors.closeIdle(now);
    }

    private List<WindowId> openOfFleet() {
      return pool.open().stream().takeWhile(WindowId::fleet).toList();
    }

    /** Whether that moved the mark. */
    private boolean passOnUpTo(long mark) {
      if (mark == clock.mark()) {
        return false;
      }
      openOfFleet().stream().filter(window -> window.start() < mark).forEach(this::passOn);
      clock.moveMarkTo(mark);
      tell();
      return true;
    }

    private void passOn(WindowId window) {
      WindowShare share = WindowShare.of(pool.frames(window), pool.size(window), config);
      share.passed().forEach(frame -> send(key(), new Passed(frame)));
      metrics.dropped(DropReason.NEAR, share.near());
      metrics.dropped(DropReason.OUTRANKED, share.outranked());
      pool.drop(window);
    }

    private void tell() {
      send(
          key(),
          new Moved(
              new PartitionProgress(
                  context.taskId().partition(),
                  Instant.ofEpochMilli(clock.mark()),
                  !marks.active())));
    }

    private String key() {
      return Integer.toString(context.taskId().partition());
    }

    private void send(String key, RankingStep step) {
      // Not the time of capture: Kafka would delete what an old recording brought at once.
      context.forward(new Record<>(key, step, context.currentSystemTimeMs()));
    }
  }
}
