package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a network's tensors lie in its file, in memory, and whether learning reaches them. */
class NetworkPlacesTest {
  private static final int FRAME = 3 * 8 * 8;

  @TempDir private Path folder;

  @Test
  void aBundleSavedOnAGpuScoresTheSameWhereThereIsNone() throws Exception {
    Activations expected = scores(TinyBundle.exported(folder.resolve("exported")));

    Activations got = scores(TinyBundle.savedOnGpu(folder.resolve("gpu")));

    assertThat(got.logits()).isEqualTo(expected.logits());
    assertThat(got.tapGradients()).isEqualTo(expected.tapGradients());
  }

  @Test
  void aBundleSavedOnAGpuLearnsWhereThereIsNoneAndIsSavedForAnyDevice() throws Exception {
    ModelBundle bundle = TinyBundle.savedOnGpu(folder.resolve("gpu"));
    assertThat(TinyBundle.namesGpu(bundle.torchScript())).isTrue();

    LearningOutcome.Learned learned = learn(bundle);

    assertThat(TinyBundle.namesGpu(learned.bundle().torchScript())).isFalse();
    assertThat(learned.epochs().get(learned.epochs().size() - 1).accuracy()).isGreaterThan(0.9);
    assertThat(accuracy(learned)).as("scoring has what was learned").isGreaterThan(0.9);
  }

  @Test
  void aNetworkWhoseScoringHasCopiesOfItsOwnIsNotTaught() throws Exception {
    ModelBundle detached = TinyBundle.detached(folder.resolve("detached"));
    assertThat(scores(detached).logits()).as("it scores").isNotEmpty();

    assertThatThrownBy(() -> learn(detached))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("learning would not reach scoring")
        .hasMessageContaining("net.net.conv.weight")
        .hasMessageContaining("export the network again");
  }

  @Test
  void aCheckpointWhoseScoringHasCopiesOfItsOwnIsNotGoneOnFrom() throws Exception {
    ModelBundle bundle = TinyBundle.exported(folder.resolve("bundle"));
    Path detached = TinyBundle.detached(folder.resolve("detached")).torchScript();
    Head head = head(bundle);
    List<EpochFigures> epochs = List.of(new EpochFigures(1, 0.5, 0.5, true));
    new Checkpoint(
            folder.resolve("checkpoint"),
            new Checkpoint.Key(bundle.version(), head.labels(), true, settings().toString()))
        .write(new Checkpoint.State(epochs, head, head), true, file -> Files.copy(detached, file));

    LearningOutcome.Learned learned = learn(bundle);

    assertThat(learned.epochs()).first().extracting(EpochFigures::loss).isNotEqualTo(0.5);
    assertThat(accuracy(learned)).isGreaterThan(0.9);
  }

  @Test
  void askingWhetherLearningReachesScoringLeavesTheNetworkAsItWas() throws Exception {
    ModelBundle bundle = TinyBundle.exported(folder.resolve("bundle"));
    Path saved = folder.resolve("saved.pt");
    try (TrainableNetwork network =
        TrainableNetwork.open(bundle, head(bundle), Device.cpu(), settings().optimizer())) {
      network.save(saved);
    }
    ModelBundle again = ModelBundle.of(bundle.descriptionFile(), saved);
    assertThat(scores(again).logits()).isEqualTo(scores(bundle).logits());
  }

  private LearningOutcome.Learned learn(ModelBundle bundle) throws Exception {
    return learn(bundle, Device.cpu(), folder);
  }

  /** What the halves teach. */
  static LearningOutcome.Learned learn(ModelBundle bundle, Device device, Path folder)
      throws Exception {
    return (LearningOutcome.Learned)
        new FineTuner(settings(), device, folder.resolve("checkpoint"))
            .learn(
                bundle,
                head(bundle),
                true,
                new Halves(64),
                64,
                new Halves(32),
                folder.resolve("learned"),
                LearningWatcher.UNWATCHED);
  }

  private static LearningConfig settings() {
    return Settings.of(
            Map.of(
                "learning.epochs", "12",
                "learning.rate", "0.2",
                "learning.batch.frames", "16",
                "learning.augment", "",
                "learning.patience", "0"))
        .bind(LearningConfig.class);
  }

  private static Head head(ModelBundle bundle) throws Exception {
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      return kernel.head();
    }
  }

  private static Activations scores(ModelBundle bundle) throws Exception {
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      return kernel.run(new Halves(8).all());
    }
  }

  private static double accuracy(LearningOutcome.Learned learned) throws Exception {
    return accuracy(learned, Device.cpu());
  }

  /** Share of halves that were not learned from and are told apart. */
  static double accuracy(LearningOutcome.Learned learned, Device device) throws Exception {
    Halves frames = new Halves(32);
    try (ScoringKernel kernel =
        ScoringKernel.openWithHead(learned.bundle(), device, learned.head())) {
      float[] logits = kernel.run(frames.all()).logits();
      int right = 0;
      for (int i = 0; i < frames.size(); i++) {
        right += (logits[2 * i + 1] > logits[2 * i] ? 1 : 0) == frames.label(i) ? 1 : 0;
      }
      return (double) right / frames.size();
    }
  }

  /** Noise of a red and of a blue kind, in turns. */
  record Halves(int size) implements LearningFrames {
    @Override
    public byte[] pixels(int row) {
      byte[] frame = new byte[FRAME];
      new Random(row).nextBytes(frame);
      int from = row % 2 == 0 ? 0 : 2 * FRAME / 3;
      for (int i = from; i < from + FRAME / 3; i++) {
        frame[i] = (byte) (200 + i % 40);
      }
      return frame;
    }

    @Override
    public int label(int row) {
      return row % 2;
    }

    List<byte[]> all() {
      List<byte[]> all = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        all.add(pixels(i));
      }
      return all;
    }
  }
}
