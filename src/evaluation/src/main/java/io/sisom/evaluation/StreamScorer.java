package io.sisom.evaluation;

import io.sisom.method.Activations;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.Verdict;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores tables with the very code that scores in the stream, blocks of rows in parallel. What it
 * said of a table is remembered, so that lines of the comparison share the distances.
 */
public final class StreamScorer {
  private static final int BLOCK = 64;

  private final FrameScorer scorer;
  private final Map<Activations, StreamParts> known = new IdentityHashMap<>();

  StreamScorer(ReferenceSet reference) {
    this.scorer = new FrameScorer(reference);
  }

  /** What frames are scored against. */
  public ReferenceSet reference() {
    return scorer.reference();
  }

  /** The parts of every row's score. One thread at a time. */
  public StreamParts parts(Activations frames) {
    return known.computeIfAbsent(frames, this::score);
  }

  private StreamParts score(Activations frames) {
    int rows = frames.frames();
    StreamParts parts =
        new StreamParts(
            new int[rows],
            new double[rows],
            new double[rows],
            new double[rows],
            new double[rows],
            new double[rows],
            new float[rows][],
            0);
    long start = System.nanoTime();
    IntStream.range(0, (rows + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(block -> fill(parts, frames, block * BLOCK));
    return new StreamParts(
        parts.predicted(),
        parts.inner(),
        parts.outer(),
        parts.ratio(),
        parts.energy(),
        parts.score(),
        parts.enhanced(),
        (System.nanoTime() - start) / 1e9);
  }

  private void fill(StreamParts parts, Activations frames, int from) {
    int to = Math.min(frames.frames(), from + BLOCK);
    List<Verdict> verdicts =
        scorer.score(frames.logits(), frames.taps(), frames.tapGradients(), from, to);
    for (int row = from; row < to; row++) {
      fill(parts, row, scored(verdicts.get(row - from), row));
    }
  }

  private static Verdict.Scored scored(Verdict verdict, int row) {
    if (verdict instanceof Verdict.Scored scored) {
      return scored;
    }
    throw new IllegalArgumentException(
        "row " + row + " is not finite; tables hold finite rows only");
  }

  private static void fill(StreamParts parts, int row, Verdict.Scored scored) {
    parts.predicted()[row] = scored.predicted();
    parts.inner()[row] = scored.neighbors().inner();
    parts.outer()[row] = scored.neighbors().outer();
    parts.ratio()[row] = scored.ratio();
    parts.energy()[row] = scored.energy();
    parts.score()[row] = scored.sisome();
    parts.enhanced()[row] = scored.enhanced();
  }
}
