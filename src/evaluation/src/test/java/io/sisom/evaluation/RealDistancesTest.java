package io.sisom.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.feed.RecordFile;
import io.sisom.feed.RecordFiles;
import io.sisom.method.Activations;
import io.sisom.method.DistanceKernel;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Logits;
import io.sisom.method.Neighbors;
import io.sisom.method.ProbCover;
import io.sisom.method.Queries;
import io.sisom.method.ScoreOptions;
import io.sisom.method.Separability;
import io.sisom.method.TapLayout;
import io.sisom.method.TapSignal;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.testkit.Shared;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What distances cost among real features of ResNet-20: kernels, sizes, and the trainer's loops.
 */
@Tag("numeric")
class RealDistancesTest {
  private static final int BATCH = 64;
  private static final int CLASSES = 10;
  private static final int FRAMES = 512;
  private static final int ROUNDS = 9;

  private final TreeMap<String, List<Double>> microseconds = new TreeMap<>();

  @Test
  void everyKernelFindsTheSameAmongAFewFrames() throws Exception {
    compare(2_000, 200);
  }

  @Test
  @Tag("slow")
  void tenTimesTheKnownSetCostsWellUnderTenTimesTheTime() throws Exception {
    compare(50_000, 5_000);
    for (String rule : List.of("sisome", "lean")) {
      double ratio = median(rule + " vector 50000") / median(rule + " vector 5000");
      assertThat(ratio).as(rule).isLessThan(7);
    }
  }

  private void compare(int many, int few) throws Exception {
    try (ScoringKernel network =
        ScoringKernel.open(ModelBundle.open(Shared.model("resnet20-cifar10")), Device.cpu())) {
      List<Path> train =
          IntStream.rangeClosed(1, 5)
              .mapToObj(i -> Shared.data("cifar10/train-" + i + ".delta.gz"))
              .toList();
      List<RecordFile.Labeled> records = read(train, many);
      Activations known = run(network, records);
      Activations frames = run(network, read(List.of(Shared.data("cifar10/test.bin.gz")), FRAMES));
      int[] labels = records.stream().mapToInt(RecordFile.Labeled::label).toArray();
      for (ScoreOptions options : List.of(ScoreOptions.sisome(), ScoreOptions.lean())) {
        TapLayout layout = network.description().taps();
        DistanceRule rule = options.rule(layout, signal(layout, known));
        FloatFeatures rows = features(rule, known);
        Queries queries = Queries.of(features(rule, frames), predicted(frames));
        measure(rule, rows, labels, few, queries);
        trainersLoops(rule, rows, labels);
      }
    }
    microseconds.forEach(
        (what, all) -> System.out.printf("%-28s %9.1f us a frame%n", what, median(what)));
  }

  /**
   * Processor time of this thread, the kernels and sizes in turn, so that all see the same noise.
   */
  private void measure(
      DistanceRule rule, FloatFeatures rows, int[] labels, int few, Queries queries) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int count : new int[] {few, labels.length}) {
        Neighbors[] expected = new Neighbors[0];
        for (DistanceKernel kernel : DistanceKernel.available()) {
          long start = processorTime();
          KnownSet set = set(rows, labels, count, kernel);
          double build = (processorTime() - start) / 1e6;
          start = processorTime();
          Neighbors[] found = rule.nearest(set, queries);
          double spent = (processorTime() - start) / 1e3 / queries.size();
          if (expected.length > 0) {
            assertThat(found).isEqualTo(expected);
          }
          expected = found;
          String what = rule.profile().key() + " " + kernel.name() + " " + count;
          if (round > 1) {
            microseconds.computeIfAbsent(what, w -> new ArrayList<>()).add(spent);
          } else if (round == 1) {
            System.out.printf("%s: built in %.0f ms%n", what, build);
          }
        }
      }
    }
  }

  private static void trainersLoops(DistanceRule rule, FloatFeatures rows, int[] labels) {
    KnownSet set = KnownSet.of(rows, labels, CLASSES);
    int[] itself = IntStream.range(0, labels.length).toArray();
    long start = System.nanoTime();
    Separability.leaveOneOut(set, rows, labels, itself, rule.outer(), done -> {});
    long left = System.nanoTime();
    int[][] byClass =
        IntStream.range(0, CLASSES)
            .mapToObj(c -> IntStream.of(itself).filter(row -> labels[row] == c).toArray())
            .toArray(int[][]::new);
    double radius = ProbCover.radius(rows, byClass, 0.5);
    long found = System.nanoTime();
    for (int[] ofClass : byClass) {
      ProbCover.cover(rows, ofClass, radius, ProbCover.budget(ofClass.length, 0.1, 1));
    }
    System.out.printf(
        "%s, %d frames: leave-one-out %.2f s, radius %.2f s, cover %.2f s%n",
        rule.profile().key(),
        labels.length,
        (left - start) / 1e9,
        (found - left) / 1e9,
        (System.nanoTime() - found) / 1e9);
  }

  private double median(String what) {
    double[] all =
        microseconds.getOrDefault(what, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return all.length == 0 ? Double.NaN : all[all.length / 2];
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static KnownSet set(FloatFeatures rows, int[] labels, int count, DistanceKernel kernel) {
    float[] values = Arrays.copyOf(rows.values(), count * rows.width());
    return KnownSet.of(
        new FloatFeatures(values, count, rows.width()),
        Arrays.copyOf(labels, count),
        CLASSES,
        kernel);
  }

  private static double[] signal(TapLayout layout, Activations of) {
    TapSignal signal = new TapSignal(layout, true);
    for (int row = 0; row < of.frames(); row++) {
      signal.add(of.taps(), of.tapGradients(), row * layout.width());
    }
    return signal.rms();
  }

  private static FloatFeatures features(DistanceRule rule, Activations of) {
    int width = rule.features().width();
    float[] out = new float[of.frames() * width];
    for (int row = 0; row < of.frames(); row++) {
      int offset = row * rule.features().layout().width();
      rule.features().enhance(of.taps(), of.tapGradients(), offset, out, row * width);
    }
    return new FloatFeatures(out, of.frames(), width);
  }

  private static int[] predicted(Activations of) {
    return IntStream.range(0, of.frames())
        .map(row -> Logits.of(of.logits(), row * CLASSES, CLASSES).pseudoClass())
        .toArray();
  }

  private static List<RecordFile.Labeled> read(List<Path> files, int limit) {
    List<RecordFile.Labeled> records = new ArrayList<>();
    try (RecordFiles open = new RecordFiles(files, 0, Long.MAX_VALUE)) {
      while (records.size() < limit && open.hasNext()) {
        records.add(open.next().content());
      }
    }
    return records;
  }

  private static Activations run(ScoringKernel network, List<RecordFile.Labeled> records) {
    int width = network.description().taps().width();
    float[] logits = new float[records.size() * CLASSES];
    float[] taps = new float[records.size() * width];
    float[] gradients = new float[records.size() * width];
    for (int from = 0; from < records.size(); from += BATCH) {
      List<RecordFile.Labeled> batch =
          records.subList(from, Math.min(from + BATCH, records.size()));
      Activations part = network.run(batch.stream().map(RecordFile.Labeled::planar).toList());
      System.arraycopy(part.logits(), 0, logits, from * CLASSES, part.logits().length);
      System.arraycopy(part.taps(), 0, taps, from * width, part.taps().length);
      System.arraycopy(part.tapGradients(), 0, gradients, from * width, part.taps().length);
    }
    return new Activations(records.size(), logits, taps, gradients);
  }
}
