package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmark of the kernels; its table is what JMH prints. */
class DistanceBenchmarkTest {
  @Test
  @Tag("slow")
  void boundsAndVectorsEarnTheirPlace() throws Exception {
    Collection<RunResult> results = run(options());
    double vector = of(results, "nearest", "vector", "50000");
    assertThat(vector).isLessThan(of(results, "nearest", "plain", "50000"));
    assertThat(vector).isLessThan(of(results, "nearest", "matmul", "50000") / 4);
    assertThat(vector).isLessThan(8 * of(results, "nearest", "vector", "5000"));
  }

  @Test
  @Tag("slow")
  void vectorsEarnTheirPlaceWhereNoBoundHolds() throws Exception {
    Collection<RunResult> results =
        run(
            options()
                .param("directions", "0")
                .param("width", "4000")
                .param("known", "1000", "10000"));
    assertThat(of(results, "nearest", "vector", "10000"))
        .isLessThan(of(results, "nearest", "matmul", "10000"))
        .isLessThan(of(results, "nearest", "plain", "10000"));
  }

  private static ChainedOptionsBuilder options() {
    return new OptionsBuilder()
        .include(DistanceBenchmark.class.getName() + ".nearest")
        .jvmArgs("--add-modules=jdk.incubator.vector", "-Xmx3g");
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  /**
   * The fastest iteration: on a shared machine means say more of the neighbors than of the code.
   */
  private static double of(
      Collection<RunResult> results, String method, String kernel, String known) {
    return results.stream()
        .filter(r -> r.getParams().getBenchmark().endsWith("." + method))
        .filter(r -> r.getParams().getParam("kernel").equals(kernel))
        .filter(r -> r.getParams().getParam("known").equals(known))
        .mapToDouble(r -> r.getPrimaryResult().getStatistics().getMin())
        .findFirst()
        .orElseThrow();
  }
}
