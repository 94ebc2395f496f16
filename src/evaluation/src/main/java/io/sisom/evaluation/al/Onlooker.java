package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Looks at frames through one learned network. Closing frees it. */
final class Onlooker implements AutoCloseable {
  private static final int BATCH = 128;

  private final Learner.Learned learned;
  private final ScoringKernel kernel;

  Onlooker(Learner.Learned learned, Placement placement) throws BundleException {
    this.learned = learned;
    this.kernel = ScoringKernel.openWithHead(learned.bundle(), placement, learned.head());
  }

  /** Share of the frames whose predicted class is their label. */
  double accuracy(PixelSet test) {
    Activations seen = run(test.size(), test.planes()::get, Set.of());
    long right =
        IntStream.range(0, test.size())
            .filter(
                i ->
                    Logits.of(seen.logits(), i * seen.classes(), seen.classes()).pseudoClass()
                        == test.labels()[i])
            .count();
    return (double) right / test.size();
  }

  /**
   * What a strategy is shown.
   *
   * @param candidates rows of the pool to choose from
   */
  Sight sight(Strategy strategy, FramePool pool, Ledger ledger, int[] candidates) {
    Set<String> taps = strategy.gradientTaps(kernel.description().taps());
    boolean all = strategy.looks() == Strategy.Looks.AT_ALL;
    int[] known = all ? ledger.known() : new int[0];
    Optional<Frames> shown =
        strategy.looks() == Strategy.Looks.AT_NOTHING
            ? Optional.empty()
            : frames(pool, candidates, taps);
    return new Sight(
        kernel,
        learned.bundle().version(),
        learned.head(),
        frames(pool, known, taps),
        IntStream.of(known).map(row -> pool.labels()[row]).toArray(),
        all ? frames(pool, ledger.junk(), taps) : Optional.empty(),
        shown.orElseGet(() -> unseen(pool, candidates)),
        id -> pool.planes().get(pool.row(id)));
  }

  private Optional<Frames> frames(FramePool pool, int[] rows, Set<String> taps) {
    return rows.length == 0
        ? Optional.empty()
        : Optional.of(
            new Frames(ids(pool, rows), run(rows.length, i -> pool.planes().get(rows[i]), taps)));
  }

  private static Frames unseen(FramePool pool, int[] rows) {
    return new Frames(
        ids(pool, rows), new Activations(rows.length, new float[0], new float[0], new float[0]));
  }

  private static List<String> ids(FramePool pool, int[] rows) {
    return IntStream.of(rows).mapToObj(pool.ids()::get).toList();
  }

  private Activations run(int frames, IntFunction<byte[]> planes, Set<String> taps) {
    List<Activations> parts = new ArrayList<>();
    for (int from = 0; from < frames; from += BATCH) {
      int to = Math.min(frames, from + BATCH);
      parts.add(kernel.run(IntStream.range(from, to).mapToObj(planes).toList(), taps));
    }
    return new Activations(
        frames,
        joined(parts.stream().map(Activations::logits).toList()),
        joined(parts.stream().map(Activations::taps).toList()),
        joined(parts.stream().map(Activations::tapGradients).toList()));
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    for (float value : all) {
      if (!Float.isFinite(value)) {
        throw new EvaluationException(
            "the network learned numbers that are not finite; lower learning.rate");
      }
    }
    return all;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
