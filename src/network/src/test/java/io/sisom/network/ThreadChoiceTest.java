package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class ThreadChoiceTest {
  private static final Path DEMO = Path.of("src/demo/src/main/resources/io/sisom/demo/model");

  @Test
  void leavesAProcessorToKafkaWhereASecondThreadGainsLittle() {
    assertThat(best(2, Map.of(1, 0.66, 2, 0.55))).isEqualTo(1);
  }

  @Test
  void takesAllProcessorsWhereASecondThreadNearlyHalvesAFrame() {
    assertThat(best(2, Map.of(1, 38.0, 2, 20.0))).isEqualTo(2);
  }

  @Test
  void takesNoMoreThreadsThanGainSomething() {
    assertThat(best(8, Map.of(1, 1.0, 4, 0.4, 7, 0.39, 8, 0.41))).isEqualTo(4);
  }

  @Test
  void keepsANumberThatWasGiven() throws BundleException {
    ModelBundle bundle = ModelBundle.open(DEMO);
    Placement three = Placement.on(Device.cpu()).withThreads(3);
    try (ScoringKernel kernel = ScoringKernel.open(bundle, three)) {
      new ThreadChoice().settle(kernel, bundle.version(), Set.of());
      assertThat(kernel.threads()).isEqualTo(3);
    }
  }

  @Test
  void choosesOncePerNetworkAndDepth() throws BundleException {
    ModelBundle bundle = ModelBundle.open(DEMO);
    Placement auto =
        new Placement(
            Device.cpu(), Precision.FLOAT32, new EngineThreads(2, false), DistancePlace.AUTO);
    ThreadChoice choice = new ThreadChoice(2);
    try (ScoringKernel first = ScoringKernel.open(bundle, auto);
        ScoringKernel second = ScoringKernel.open(bundle, auto)) {
      choice.settle(first, bundle.version(), Set.of());
      choice.settle(second, bundle.version(), Set.of());
      assertThat(first.threads()).isBetween(1, 2).isEqualTo(second.threads());
    }
  }

  @Test
  void eachKernelRunsOnItsOwnNumberWhicheverThreadCallsIt() throws Exception {
    ModelBundle bundle = ModelBundle.open(DEMO);
    Placement cpu = Placement.on(Device.cpu());
    try (ScoringKernel one = ScoringKernel.open(bundle, cpu.withThreads(1));
        ScoringKernel two = ScoringKernel.open(bundle, cpu.withThreads(2))) {
      List<Integer> counts = new ArrayList<>();
      Runnable calls =
          () -> {
            for (ScoringKernel kernel : List.of(one, two, one)) {
              kernel.forward(List.of(new byte[bundle.description().input().bytes()]));
              counts.add(JniUtils.getNumThreads());
            }
          };
      calls.run();
      Thread other = new Thread(calls);
      other.start();
      other.join();
      assertThat(counts).containsExactly(1, 2, 1, 1, 2, 1);
    }
  }

  private static int best(int processors, Map<Integer, Double> millis) {
    return ThreadChoice.best(new TreeMap<>(millis), processors);
  }
}
