package io.sisom.bench;

import io.sisom.method.FrameShape;
import io.sisom.scoring.BatchPlan;
import io.sisom.scoring.BatchScorer;
import io.sisom.scoring.CurrentScorer;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.ReadyFrame;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.StartedBatch;
import java.util.ArrayList;
import java.util.List;

/** Notes when the device thread had each batch ready, and how long it took to have it scored. */
final class BatchTimes implements CurrentScorer {
  private final CurrentScorer scorers;
  private final List<Batch> batches = new ArrayList<>();

  /**
   * One batch.
   *
   * @param ready when it was, System.nanoTime
   * @param begun when its scoring began: later than ready where a swap was in the way
   * @param done when it was scored
   */
  record Batch(long ready, long begun, long done) {
    /** From ready to done. */
    long nanos() {
      return done - ready;
    }
  }

  BatchTimes(CurrentScorer scorers) {
    this.scorers = scorers;
  }

  @Override
  public Lent borrow() {
    long ready = System.nanoTime();
    Lent lent = scorers.borrow();
    return new Lent(new Timed(lent.scorer(), ready), lent.giveBack());
  }

  /** What was scored so far. */
  synchronized List<Batch> batches() {
    return List.copyOf(batches);
  }

  private synchronized void note(Batch batch) {
    batches.add(batch);
  }

  private final class Timed implements BatchScorer {
    private final BatchScorer scorer;
    private final long ready;

    Timed(BatchScorer scorer, long ready) {
      this.scorer = scorer;
      this.ready = ready;
    }

    @Override
    public FrameShape input() {
      return scorer.input();
    }

    @Override
    public BatchPlan plan() {
      return scorer.plan();
    }

    @Override
    public StartedBatch start(int device, List<ReadyFrame> frames, ScoringMetrics metrics) {
      long begun = System.nanoTime();
      StartedBatch started = scorer.start(device, frames, metrics);
      return () -> {
        List<FrameOutcome> outcomes = started.finish();
        note(new Batch(ready, begun, System.nanoTime()));
        return outcomes;
      };
    }

    @Override
    public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
      return start(0, frames, metrics).finish();
    }
  }
}
