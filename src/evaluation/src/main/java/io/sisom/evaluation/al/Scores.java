package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.method.Activations;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.Verdict;
import java.util.List;
import java.util.stream.IntStream;

/** Scores many frames by the stream's scorer, blocks of them on all cores. */
final class Scores {
  private static final int BLOCK = 64;

  private Scores() {}

  /** One score a row, in their order. */
  static List<Verdict.Scored> of(FrameScorer scorer, Activations frames) {
    int blocks = (frames.frames() + BLOCK - 1) / BLOCK;
    return IntStream.range(0, blocks)
        .parallel()
        .boxed()
        .flatMap(block -> block(scorer, frames, block * BLOCK).stream())
        .map(Scores::scored)
        .toList();
  }

  private static List<Verdict> block(FrameScorer scorer, Activations frames, int from) {
    return scorer.score(
        frames.logits(),
        frames.taps(),
        frames.tapGradients(),
        from,
        Math.min(frames.frames(), from + BLOCK));
  }

  private static Verdict.Scored scored(Verdict verdict) {
    return verdict.either(
        scored -> scored,
        not -> {
          throw new EvaluationException("a candidate has no score: " + not.reason());
        });
  }

  /** SISOMe of each row. */
  static double[] sisome(FrameScorer scorer, Activations frames) {
    return of(scorer, frames).stream().mapToDouble(Verdict.Scored::sisome).toArray();
  }
}
