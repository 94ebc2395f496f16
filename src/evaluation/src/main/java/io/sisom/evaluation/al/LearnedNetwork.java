package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import io.sisom.method.Activations;
import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One network that an experiment has taught, loaded: gives its accuracy, and the activations that a
 * strategy chooses by. Closing frees its native memory.
 */
final class LearnedNetwork implements AutoCloseable {
  private static final int BATCH = 128;

  private final Learner.Learned learned;
  private final ScoringKernel kernel;

  LearnedNetwork(Learner.Learned learned, Placement placement) throws BundleException {
    this.learned = learned;
    this.kernel = ScoringKernel.openWithHead(learned.bundle(), placement, learned.known());
  }

  /**
   * Share of the frames whose predicted class is their label.
   *
   * @param test labels from the model's classes on count wanted kinds
   * @param discovered the wanted kinds that are classes, as {@link Ledger#discovered()}
   */
  double accuracy(PixelSet test, List<Integer> discovered) {
    Activations seen = run(test.size(), test.planes()::get, Set.of());
    int classes = learned.classes() - discovered.size();
    int[] predicted = TopStrategy.predicted(seen);
    long right =
        IntStream.range(0, test.size())
            .filter(
                i ->
                    (predicted[i] < classes
                            ? predicted[i]
                            : classes + discovered.get(predicted[i] - classes))
                        == test.labels()[i])
            .count();
    return (double) right / test.size();
  }

  /**
   * Runs the frames that a strategy asks for through the network.
   *
   * @param candidates rows of the pool to choose from
   */
  StrategyInput input(Strategy strategy, FramePool pool, Ledger ledger, int[] candidates) {
    int baseClasses = learned.classes() - ledger.discovered().size();
    Set<String> taps = strategy.gradientTaps(kernel.description().taps());
    boolean all = strategy.needs() == Strategy.Needs.ALL_FRAMES;
    int[] known = all ? ledger.known() : new int[0];
    Optional<FrameActivations> shown =
        strategy.needs() == Strategy.Needs.NOTHING
            ? Optional.empty()
            : frames(pool, candidates, taps);
    return new StrategyInput(
        kernel,
        learned.bundle().version(),
        learned.known(),
        learned.head(),
        frames(pool, known, taps),
        IntStream.of(known).map(row -> ledger.classOf(row, baseClasses)).toArray(),
        all ? frames(pool, ledger.junk(), taps) : Optional.empty(),
        shown.orElseGet(() -> unseen(pool, candidates)),
        id -> pool.planes().get(pool.row(id)));
  }

  /** Last tap's units of some frames of the pool. */
  LastUnits units(FramePool pool, int[] rows) {
    return LastUnits.of(
        run(rows.length, i -> pool.planes().get(rows[i]), Set.of()), kernel.description().taps());
  }

  private Optional<FrameActivations> frames(FramePool pool, int[] rows, Set<String> taps) {
    return rows.length == 0
        ? Optional.empty()
        : Optional.of(
            new FrameActivations(
                ids(pool, rows), run(rows.length, i -> pool.planes().get(rows[i]), taps)));
  }

  private static FrameActivations unseen(FramePool pool, int[] rows) {
    return new FrameActivations(
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
