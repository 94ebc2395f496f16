package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Chooses the candidates of a window that is over, sends them in rank order and empties it. */
final class WindowPublisher {
  private final ProcessorContext<String, LabelCandidate> context;
  private final CandidatePool pool;
  private final CandidateConfig config;
  private final CandidateMetrics metrics;

  WindowPublisher(
      ProcessorContext<String, LabelCandidate> context,
      CandidatePool pool,
      CandidateConfig config,
      CandidateMetrics metrics) {
    this.context = context;
    this.pool = pool;
    this.config = config;
    this.metrics = metrics;
  }

  /** Publishes the window, which ends before {@code end}. */
  void publish(WindowId window, long end) {
    CandidateSelection<PooledFrame> selection =
        new CandidateSelection<>(
            config.k(), (a, b) -> EnhancedDistance.near(a, b, config.distance()));
    int considered = pool.size(window);
    for (Bytes key : pool.ranked(window)) {
      if (selection.full()) {
        break;
      }
      selection.offer(pool.get(key));
    }
    int rank = 0;
    for (PooledFrame frame : selection.chosen()) {
      rank++;
      send(frame, window, end, rank, considered, selection.suppressed());
    }
    metrics.dropped(DropReason.NEAR, selection.suppressed());
    metrics.dropped(DropReason.OUTRANKED, considered - rank - selection.suppressed());
    pool.drop(window);
  }

  private void send(
      PooledFrame frame, WindowId window, long end, int rank, int considered, int suppressed) {
    FrameScore score = frame.getScore();
    LabelCandidate candidate =
        new LabelCandidate(
            Instant.ofEpochMilli(window.start()),
            Instant.ofEpochMilli(end),
            rank,
            considered,
            suppressed,
            score.getPredicted(),
            score.getNearestOuterLabel(),
            score,
            frame.getFrame(),
            null,
            window.scope());
    metrics.published();
    // Not the time of capture: Kafka would delete what an old recording brought at once.
    context.forward(new Record<>(score.getFrameId(), candidate, context.currentSystemTimeMs()));
  }
}
