package io.sisom.candidate;

import io.sisom.candidate.RankingStep.Moved;
import io.sisom.candidate.RankingStep.Passed;
import io.sisom.candidate.RankingStep.ToFleet;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The second step of the ranking: merges what the partitions pass on of the fleet's windows, and
 * publishes the candidates of each.
 *
 * <p><b>Idea.</b> Each partition passes on its best frames of a window that is over for it ({@link
 * PartitionRanker}). They meet here, in one partition: k and a margin of each partition and window,
 * however many frames there are. When a window is over for all ({@link FleetWindows}), {@link
 * WindowChoice} walks down the rank order and takes a frame unless it is a near-duplicate of one
 * already taken, until {@code candidate.k} are chosen; that says when the choice is the one that a
 * single ranking of all frames would make. Only then are bytes read, of the chosen alone.
 *
 * <p><b>Invariants.</b> A window of the fleet is published once: the <i>mark</i>, before which
 * everything is published, only moves forward, and lies in a store that commits together with the
 * output, as do the frames of every open window. A restart therefore neither loses nor repeats a
 * frame. Candidates go out in rank order, keyed by frameId. What a partition passes on of a window
 * that is published already is counted and ranked among its sensors' alone.
 *
 * <p>Whole frames of the fleet's and of sensors' windows that an earlier build left in the store or
 * on the topic are ranked as that build did.
 */
final class CandidateRanker implements Processor<String, ToFleet, String, LabelCandidate> {
  /** The store of the open windows' frames. */
  public static final String POOL_STORE = "candidate-pool";

  /** The store of how far event time has come: the mark, the latest frame's time, partitions. */
  public static final String MARK_STORE = "candidate-mark";

  /** The key of frames that an earlier build, which had no first step, put on the topic. */
  static final String EARLIER_KEY = "fleet";

  private final CandidateConfig config;
  private final CandidateMetrics metrics;
  private final FrameLookup lookup;
  private @Nullable Task task;

  CandidateRanker(CandidateConfig config, CandidateMetrics metrics, FrameLookup lookup) {
    this.config = config;
    this.metrics = metrics;
    this.lookup = lookup;
  }

  @Override
  public void init(ProcessorContext<String, LabelCandidate> context) {
    Task started = new Task(context);
    task = started;
    context.schedule(
        PartitionRanker.period(config.idle()),
        PunctuationType.WALL_CLOCK_TIME,
        started::closeByTime);
  }

  @Override
  public void process(Record<String, ToFleet> record) {
    Objects.requireNonNull(task, "used before init").take(record);
  }

  /** What the processor works with between init and close. */
  private final class Task {
    private final ProcessorContext<String, LabelCandidate> context;
    private final SensorRanking ofSensors;
    private final FleetWindows ofFleet;

    Task(ProcessorContext<String, LabelCandidate> context) {
      this.context = context;
      CandidatePool pool = new CandidatePool(context.getStateStore(POOL_STORE), config);
      WindowPublisher publisher = new WindowPublisher(pool, config, metrics, lookup, this::send);
      this.ofSensors =
          new SensorRanking(config, pool, publisher, metrics, context::currentSystemTimeMs);
      this.ofFleet =
          new FleetWindows(
              config,
              context.getStateStore(MARK_STORE),
              pool,
              publisher,
              metrics,
              context.currentSystemTimeMs());
    }

    void take(Record<String, ToFleet> record) {
      if (record.value() instanceof Moved moved) {
        ofFleet.note(moved.progress(), context.currentSystemTimeMs());
      } else if (record.value() instanceof Passed passed) {
        if (EARLIER_KEY.equals(record.key())) {
          takeEarlier(passed.frame());
        } else if (!ofFleet.take(passed.frame(), context.currentSystemTimeMs())) {
          metrics.late();
          ofSensors.take(alone(passed.frame()));
        }
      }
    }

    private void takeEarlier(PooledFrame frame) {
      DropReason never =
          CapturedTimes.refuses(frame.getScore().getCapturedAt().toEpochMilli()).orElse(null);
      if (never != null) {
        metrics.dropped(never);
      } else if (frame.getScore().getRecorded()
          || !ofFleet.takeEarlier(frame, context.currentSystemTimeMs())) {
        ofSensors.take(frame);
      }
    }

    /** What its partition left out for it was of other sensors too. */
    private static PooledFrame alone(PooledFrame frame) {
      return new PooledFrame(
          frame.getScore(), frame.getFrame(), frame.getEnhanced(), frame.getWhole(), 0, 0, false);
    }

    void closeByTime(long now) {
      ofFleet.closeByTime(now);
      ofSensors.closeIdle(now);
    }

    private void send(LabelCandidate candidate) {
      // Not the time of capture: Kafka would delete what an old recording brought at once.
      context.forward(
          new Record<>(
              candidate.getScore().getFrameId(), candidate, context.currentSystemTimeMs()));
    }
  }
}
