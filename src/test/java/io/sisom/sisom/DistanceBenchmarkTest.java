package io.sisom.sisom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmark of the kernels; its table is what JMH prints. */
class DistanceBenchmarkTest {
  @Test
  @Tag("slow")
  void boundsAndVectorsEarnTheirPlace() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(DistanceBenchmark.class.getName())
                    .jvmArgsAppend("--add-modules", "jdk.incubator.vector", "-Xmx2g")
                    .build())
            .run();
    double vector = of(results, "nearest", "vector", "50000");
    assertThat(vector).isLessThan(of(results, "nearest", "plain", "50000"));
    assertThat(vector).isLessThan(of(results, "nearest", "matmul", "50000") / 4);
    assertThat(vector).isLessThan(8 * of(results, "nearest", "vector", "5000"));
  }

  private static double of(
      Collection<RunResult> results, String method, String kernel, String known) {
    return results.stream()
        .filter(r -> r.getParams().getBenchmark().endsWith("." + method))
        .filter(r -> r.getParams().getParam("kernel").equals(kernel))
        .filter(r -> r.getParams().getParam("known").equals(known))
        .mapToDouble(r -> r.getPrimaryResult().getScore())
        .findFirst()
        .orElseThrow();
  }
}
