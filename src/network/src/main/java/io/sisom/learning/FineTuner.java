package io.sisom.learning;

import ai.djl.Device;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches a whole network: gradient descent with momentum through DJL on mixed batches of augmented
 * frames, watched on validation frames; the best epoch is kept. Whole epochs are checkpointed, so
 * that learning that was stopped goes on; the optimizer's momentum then starts anew.
 */
public final class FineTuner {
  private static final Logger log = LoggerFactory.getLogger(FineTuner.class);

  private final LearningConfig config;
  private final Device device;
  private final Path checkpoints;

  /** Learns on {@code device}, with checkpoints in {@code checkpoints}. */
  public FineTuner(LearningConfig config, Device device, Path checkpoints) {
    this.config = config;
    this.device = device;
    this.checkpoints = checkpoints;
  }

  /**
   * Learns; a checkpoint of the same base, labels and settings is gone on from.
   *
   * @param start the head to begin with, a row for every label
   * @param fromScratch whether to forget what base and head have learned
   * @param epochFrames frames of one epoch, drawn from {@code train}
   * @param validation what the best epoch is chosen by; with none the last one is kept
   * @param out a folder for the learned bundle's two files
   */
  public LearningOutcome learn(
      ModelBundle base,
      Head start,
      boolean fromScratch,
      LearningFrames train,
      int epochFrames,
      LearningFrames validation,
      Path out,
      LearningWatcher watcher)
      throws BundleException, IOException {
    Files.createDirectories(out);
    Checkpoint.Key key =
        new Checkpoint.Key(base.version(), start.labels(), fromScratch, config.toString());
    Checkpoint checkpoint = new Checkpoint(checkpoints, key);
    Checkpoint.State state =
        checkpoint.read().filter(its -> isTrainable(checkpoint, base, its)).orElse(null);
    ModelBundle from = state == null ? base : checkpoint.last(base);
    Head head = state == null ? start : state.last();
    List<EpochFigures> epochs = new ArrayList<>(state == null ? List.of() : state.epochs());
    try (TrainableNetwork network = TrainableNetwork.open(from, head, device, config.optimizer())) {
      if (state == null && fromScratch) {
        network.reinitialize(config.seed());
      }
      LearningCourse course =
          new LearningCourse(config, network, base, train, validation, epochFrames, watcher);
      Head best = state == null ? start : state.best();
      if (state == null && !fromScratch && validation.size() > 0) {
        // Epoch 0 is the network as it came: learning must beat it.
        network.save(checkpoint.bestFile());
        epochs.add(new EpochFigures(0, Double.NaN, course.accuracy(), true));
      }
      while (!isOver(epochs)) {
        int epoch = epochs.isEmpty() ? 1 : epochs.get(epochs.size() - 1).epoch() + 1;
        OptionalDouble loss = course.epoch(epoch);
        if (loss.isEmpty()) {
          return new LearningOutcome.Stopped(epoch - 1);
        }
        if (!Double.isFinite(loss.getAsDouble())) {
          checkpoint.remove();
          return new LearningOutcome.Diverged(epoch);
        }
        network.refold();
        double accuracy = course.accuracy();
        boolean better = isBetter(accuracy, epochs);
        epochs.add(new EpochFigures(epoch, loss.getAsDouble(), accuracy, better));
        if (better) {
          best = network.head();
        }
        checkpoint.write(new Checkpoint.State(epochs, network.head(), best), better, network::save);
        watcher.epoch(epochs.get(epochs.size() - 1));
      }
      return finish(base, best, epochs, checkpoint, out);
    }
  }

  /** Whether a checkpoint can be gone on from; one that an earlier version wrote may not be. */
  private boolean isTrainable(Checkpoint checkpoint, ModelBundle base, Checkpoint.State state) {
    try {
      TrainableNetwork.open(checkpoint.last(base), state.last(), device, config.optimizer())
          .close();
      return true;
    } catch (BundleException e) {
      log.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("checkpoint cannot be gone on from, learning starts anew");
      return false;
    }
  }

  private boolean isOver(List<EpochFigures> epochs) {
    if (epochs.isEmpty()) {
      return false;
    }
    int run = epochs.get(epochs.size() - 1).epoch();
    int best =
        epochs.stream().filter(EpochFigures::best).mapToInt(EpochFigures::epoch).max().orElse(0);
    return run >= config.epochs() || (config.patience() > 0 && run - best >= config.patience());
  }

  /** Without validation frames the last epoch counts as the best. */
  private static boolean isBetter(double accuracy, List<EpochFigures> epochs) {
    return Double.isNaN(accuracy)
        || epochs.stream().noneMatch(before -> before.accuracy() >= accuracy);
  }

  private static LearningOutcome finish(
      ModelBundle base, Head best, List<EpochFigures> epochs, Checkpoint checkpoint, Path out)
      throws IOException, BundleException {
    Path description = out.resolve("model.json");
    Path torchScript = out.resolve("model.pt");
    Files.copy(base.descriptionFile(), description, StandardCopyOption.REPLACE_EXISTING);
    Files.move(checkpoint.bestFile(), torchScript, StandardCopyOption.REPLACE_EXISTING);
    checkpoint.remove();
    return new LearningOutcome.Learned(
        ModelBundle.of(description, torchScript), best, List.copyOf(epochs));
  }
}
