package io.sisom.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.feed.RecordFile;
import io.sisom.feed.RecordFiles;
import io.sisom.measure.Accuracy;
import io.sisom.measure.SetFigures;
import io.sisom.method.Activations;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** AUROC of ResNet-20 on real frames against figures measured apart, with a float64 reference. */
@Tag("numeric")
class RealBaselinesTest {
  private static final int BATCH = 64;
  private static final int ALL = Integer.MAX_VALUE;

  /** CIFAR-100, MNIST, Fashion-MNIST; AUROC in percent. */
  private static final Map<Detector, double[]> REFERENCE =
      Map.of(
          new Msp(), new double[] {85.7, 91.5, 92.7},
          new Energy(), new double[] {87.9, 97.8, 97.5},
          new Knn(), new double[] {87.2, 97.2, 97.2});

  @Test
  void baselinesComeNearTheReferenceOnAFewFrames() throws Exception {
    compare(2_000, 500, 4);
  }

  @Test
  @Tag("slow")
  void baselinesMatchTheReferenceOnAllFrames() throws Exception {
    compare(20_000, ALL, 0.5);
  }

  private static void compare(int knownFrames, int frames, double tolerance) throws Exception {
    try (ScoringKernel kernel = kernel()) {
      List<Path> train =
          List.of(Shared.data("cifar10/train-1.delta.gz"), Shared.data("cifar10/train-2.delta.gz"));
      List<RecordFile.Labeled> knownRecords = read(train, knownFrames, Set.of());
      KnownTable known =
          new KnownTable(
              run(kernel, knownRecords),
              labels(knownRecords),
              kernel.description().taps(),
              kernel.head());
      List<RecordFile.Labeled> testRecords =
          read(List.of(Shared.data("cifar10/test.bin.gz")), frames, split("cifar10_test"));
      Activations test = run(kernel, testRecords);
      assertThat(100 * Accuracy.of(test, labels(testRecords))).isCloseTo(91.7, within(tolerance));
      assertThat(Baselines.applicableTo(known)).hasSize(12);

      List<Activations> novel =
          List.of(
              novel(kernel, "ood/cifar100-test.bin.gz", frames, split("cifar100_test")),
              novel(kernel, "ood/mnist.bin.gz", frames, Set.of()),
              novel(kernel, "ood/fashionmnist.bin.gz", frames, Set.of()));
      REFERENCE.forEach(
          (detector, expected) -> {
            NoveltyScore score = detector.fit(known);
            double[] knownScores = score.score(test);
            for (int set = 0; set < expected.length; set++) {
              SetFigures figures =
                  SetFigures.of(
                      detector.name(), "set " + set, knownScores, score.score(novel.get(set)));
              assertThat(100 * figures.auroc())
                  .as(figures.toString())
                  .isCloseTo(expected[set], within(tolerance));
            }
          });
    }
  }

  private static ScoringKernel kernel() throws BundleException {
    return ScoringKernel.open(ModelBundle.open(Shared.model("resnet20-cifar10")), Device.cpu());
  }

  private static Activations novel(
      ScoringKernel kernel, String file, int frames, Set<Integer> chosen) {
    return run(kernel, read(List.of(Shared.data(file)), frames, chosen));
  }

  /** OpenOOD's records of a file. */
  private static Set<Integer> split(String name) throws IOException {
    Set<Integer> chosen = new HashSet<>();
    new ObjectMapper()
        .readTree(Shared.data("splits.json").toFile())
        .get(name)
        .get("openood_test")
        .forEach(index -> chosen.add(index.asInt()));
    return chosen;
  }

  /** The first chosen records; where none are chosen, the first of all. */
  private static List<RecordFile.Labeled> read(List<Path> files, int limit, Set<Integer> chosen) {
    List<RecordFile.Labeled> records = new ArrayList<>();
    try (RecordFiles open = new RecordFiles(files, 0, Long.MAX_VALUE)) {
      while (records.size() < limit && open.hasNext()) {
        RecordFiles.Entry entry = open.next();
        if (chosen.isEmpty() || chosen.contains((int) entry.index())) {
          records.add(entry.content());
        }
      }
    }
    return records;
  }

  private static int[] labels(List<RecordFile.Labeled> records) {
    return records.stream().mapToInt(RecordFile.Labeled::label).toArray();
  }

  private static Activations run(ScoringKernel kernel, List<RecordFile.Labeled> records) {
    int count = records.size();
    int classes = kernel.head().classes();
    int width = kernel.description().taps().width();
    float[] logits = new float[count * classes];
    float[] taps = new float[count * width];
    float[] gradients = new float[count * width];
    for (int from = 0; from < count; from += BATCH) {
      List<RecordFile.Labeled> batch = records.subList(from, Math.min(from + BATCH, count));
      Activations part = kernel.run(batch.stream().map(RecordFile.Labeled::planar).toList());
      System.arraycopy(part.logits(), 0, logits, from * classes, part.logits().length);
      System.arraycopy(part.taps(), 0, taps, from * width, part.taps().length);
      System.arraycopy(part.tapGradients(), 0, gradients, from * width, part.tapGradients().length);
    }
    return new Activations(count, logits, taps, gradients);
  }
}
