package io.sisom.learning;

import io.sisom.method.FrameShape;
import io.sisom.network.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** The epochs of one learning. */
final class LearningCourse {
  private final LearningConfig config;
  private final TrainableNetwork network;
  private final FrameShape shape;
  private final LearningFrames train;
  private final LearningFrames validation;
  private final int epochFrames;
  private final LearningWatcher watcher;
  private final int[] labels;

  LearningCourse(
      LearningConfig config,
      TrainableNetwork network,
      ModelBundle base,
      LearningFrames train,
      LearningFrames validation,
      int epochFrames,
      LearningWatcher watcher) {
    this.config = config;
    this.network = network;
    this.shape = base.description().input();
    this.train = train;
    this.validation = validation;
    this.epochFrames = epochFrames;
    this.watcher = watcher;
    this.labels = train.labels();
  }

  /**
   * Runs one; its mean loss, empty where the watcher stopped it. Ends with the first loss that is
   * no number.
   */
  OptionalDouble epoch(int epoch) {
    long seed = 31 * config.seed() + epoch;
    Random random = new Random(~seed);
    List<int[]> batches =
        new MixedBatches(labels, config.balance(), seed)
            .epoch(epochFrames, config.optimizer().batchFrames());
    long total = (long) batches.size() * config.epochs();
    long before = (long) batches.size() * (epoch - 1);
    double loss = 0;
    for (int b = 0; b < batches.size() && Double.isFinite(loss); b++) {
      if (watcher.stopping()) {
        return OptionalDouble.empty();
      }
      int[] rows = batches.get(b);
      double done = (double) (before + b) / total;
      network.rate(config.optimizer().rate() * config.optimizer().schedule().factor(done));
      loss += network.step(frames(rows, random), IntStream.of(rows).map(i -> labels[i]).toArray());
      watcher.progress(before + b + 1, total);
    }
    return OptionalDouble.of(loss / batches.size());
  }

  private List<byte[]> frames(int[] rows, Random random) {
    List<byte[]> frames = new ArrayList<>(rows.length);
    for (int row : rows) {
      byte[] planes = train.pixels(row);
      for (Augmentation augmentation : Augmentation.values()) {
        if (config.augmentations().contains(augmentation)) {
          planes = augmentation.apply(planes, shape, random);
        }
      }
      frames.add(planes);
    }
    return frames;
  }

  /** Share of validation frames predicted right; NaN where there are none. */
  double accuracy() {
    int right = 0;
    int batch = config.optimizer().batchFrames();
    for (int from = 0; from < validation.size(); from += batch) {
      int to = Math.min(validation.size(), from + batch);
      int[] predicted =
          network.predict(IntStream.range(from, to).mapToObj(validation::pixels).toList());
      for (int i = from; i < to; i++) {
        right += predicted[i - from] == validation.label(i) ? 1 : 0;
      }
    }
    return validation.size() == 0 ? Double.NaN : (double) right / validation.size();
  }
}
