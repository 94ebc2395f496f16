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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Teaches networks from the labels so far with the trainer's code; the last epoch's network is
 * taken.
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

  /**
   * A network that has learned.
   *
   * @param head its rows of classes, then any for "none of these"
   * @param classes how many rows are classes
   */
  record Learned(ModelBundle bundle, Head head, int classes) {
    /** The head's rows of classes alone. */
    Head known() {
      return classes == head.classes()
          ? head
          : new Head(
              head.labels().subList(0, classes),
              head.penultimate(),
              Arrays.copyOf(head.weight(), classes * head.penultimate()),
              Arrays.copyOf(head.bias(), classes));
    }

    /** Removes its files. */
    void delete() throws IOException {
      Files.delete(bundle.descriptionFile());
      Files.delete(bundle.torchScript());
    }
  }

  /** The model's own labels. */
  Head baseHead() {
    return baseHead;
  }

  /** Share of answers that is not learned from. */
  double heldOut() {
    return settings.heldOut();
  }

  /** The first network of a seed. */
  Learned first(Lesson lesson, long seed, LearningWatcher listener)
      throws BundleException, IOException {
    return learn(
        new Learned(base, baseHead, baseHead.classes()),
        settings.fromScratch(),
        settings.first(seed),
        lesson,
        listener);
  }

  /** The network after a cycle: {@code before} taught on, or the first one's way gone again. */
  Learned next(Learned before, Lesson lesson, long seed, int cycle, LearningWatcher listener)
      throws BundleException, IOException {
    return settings.goesOn()
        ? learn(before, false, settings.later(31 * seed + cycle), lesson, listener)
        : first(lesson, seed, listener);
  }

  private Learned learn(
      Learned from,
      boolean fromScratch,
      LearningConfig config,
      Lesson lesson,
      LearningWatcher listener)
      throws BundleException, IOException {
    Path own = folder.resolve("network-" + made++);
    LearningOutcome outcome =
        new FineTuner(config, device, own.resolve("checkpoint"))
            .learn(
                from.bundle(),
                lesson.head(from.head()),
                fromScratch,
                lesson,
                lesson.size(),
                new NoFrames(),
                own,
                listener);
    if (outcome instanceof LearningOutcome.Learned learned) {
      return new Learned(learned.bundle(), learned.head(), lesson.classes());
    }
    throw new EvaluationException(
        "a network did not come to an end of its learning ("
            + outcome
            + "); where it diverged, lower learning.rate or --later-rate");
  }

  /** No validation. */
  private record NoFrames() implements LearningFrames {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public byte[] pixels(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int label(int index) {
      throw new IndexOutOfBoundsException(index);
    }
  }
}
