package io.sisom.evaluation.al;

import ai.djl.Device;
import io.sisom.evaluation.EvaluationException;
import io.sisom.learning.FineTuner;
import io.sisom.learning.LearningConfig;
import io.sisom.learning.LearningFrames;
import io.sisom.learning.LearningOutcome;
import io.sisom.learning.LearningWatcher;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.training.CalibrationSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Teaches networks from the labels so far with the trainer's code. As the trainer does, it leaves
 * out what the reference set holds out for calibration; the last epoch's network is taken.
 */
final class Learner {
  private final LearningSettings settings;
  private final ModelBundle base;
  private final Head baseHead;
  private final Device device;
  private final Path folder;
  private int made;

  /**
   * Beginning with {@code base} and its head; networks lie in folders of {@code folder}, which is
   * the caller's to remove.
   */
  Learner(LearningSettings settings, ModelBundle base, Head baseHead, Device device, Path folder) {
    this.settings = settings;
    this.base = base;
    this.baseHead = baseHead;
    this.device = device;
    this.folder = folder;
  }

  /** A network that has learned. */
  record Learned(ModelBundle bundle, Head head) {
    /** Removes its files. */
    void delete() throws IOException {
      Files.delete(bundle.descriptionFile());
      Files.delete(bundle.torchScript());
    }
  }

  /** The first network of a seed. */
  Learned first(FramePool pool, int[] known, long seed, LearningWatcher watcher)
      throws BundleException, IOException {
    return learn(
        new Learned(base, baseHead),
        settings.fromScratch(),
        settings.first(seed),
        pool,
        known,
        watcher);
  }

  /**
   * The network after a cycle: {@code before} taught on, or the first one's way gone again.
   *
   * @param known all frames whose class is known by now
   */
  Learned next(
      Learned before, FramePool pool, int[] known, long seed, int cycle, LearningWatcher watcher)
      throws BundleException, IOException {
    return settings.goesOn()
        ? learn(before, false, settings.later(31 * seed + cycle), pool, known, watcher)
        : first(pool, known, seed, watcher);
  }

  private Learned learn(
      Learned from,
      boolean fromScratch,
      LearningConfig config,
      FramePool pool,
      int[] known,
      LearningWatcher watcher)
      throws BundleException, IOException {
    int[] labels = IntStream.of(known).map(row -> pool.labels()[row]).toArray();
    int[] learning =
        CalibrationSplit.of(
                IntStream.range(0, known.length).toArray(),
                labels,
                baseHead.classes(),
                IntStream.of(known).mapToObj(pool.ids()::get).toList(),
                settings.heldOut())
            .pool();
    Taught frames = new Taught(pool, IntStream.of(learning).map(i -> known[i]).toArray());
    Path own = folder.resolve("network-" + made++);
    LearningOutcome outcome =
        new FineTuner(config, device, own.resolve("checkpoint"))
            .learn(
                from.bundle(),
                from.head(),
                fromScratch,
                frames,
                frames.size(),
                new Taught(pool, new int[0]),
                own,
                watcher);
    if (outcome instanceof LearningOutcome.Learned learned) {
      return new Learned(learned.bundle(), learned.head());
    }
    throw new EvaluationException(
        "a network did not come to an end of its learning ("
            + outcome
            + "); where it diverged, lower learning.rate or --later-rate");
  }

  /** Frames to learn from. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  private record Taught(FramePool pool, int[] rows) implements LearningFrames {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public byte[] pixels(int index) {
      return pool.planes().get(rows[index]);
    }

    @Override
    public int label(int index) {
      return pool.labels()[rows[index]];
    }
  }
}
