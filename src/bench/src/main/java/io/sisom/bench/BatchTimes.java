package io.sisom.bench;

import io.sisom.method.FrameShape;
import io.sisom.scoring.BatchScorer;
import io.sisom.scoring.CurrentScorer;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.ReadyFrame;
import io.sisom.scoring.ScoringMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
  public <R> R with(Function<? super BatchScorer, R> use) {
    long ready = System.nanoTime();
    return scorers.with(scorer -> use.apply(new Timed(scorer, ready)));
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
    public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
      long begun = System.nanoTime();
      List<FrameOutcome> outcomes = scorer.score(frames, metrics);
      note(new Batch(ready, begun, System.nanoTime()));
      return outcomes;
    }
  }
}
