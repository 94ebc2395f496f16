package io.sisom.it.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.testkit.LongForm;
import io.sisom.testkit.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resident memory, native memory included, stays flat over frames and swaps. */
@Thorough
@Tag("soak")
class SoakIT {
  private static final int FRAMES =
      Integer.getInteger("sisom.soak.frames", LongForm.of(20_000, 1_000_000));
  private static final int SWAP_EVERY = LongForm.of(1_000, 10_000);
  private static final double MAX_GROWTH = LongForm.of(0.05, 0.03);

  private final Path dir;

  SoakIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void memoryStaysFlat() throws Exception {
    assertThat(growth(run("flat", FRAMES, SWAP_EVERY))).isLessThan(MAX_GROWTH);
  }

  @Test
  void anArrayLeftOpenAtEachBurstIsSeen() throws Exception {
    assertThat(growth(run("leak", 8_000, 4_000, "leak"))).isGreaterThan(MAX_GROWTH);
  }

  /** Resident bytes at a hundred moments. */
  private List<Long> run(String name, int frames, int swapEvery, String... more) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "skipped: no /proc here");
    Path log = dir.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A heap that is there from the start: what grows is not garbage waiting for its collector.
    command.addAll(
        List.of(
            "-Xms160m",
            "-Xmx160m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.graph_optimizer=false",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            SoakMain.class.getName(),
            dir.resolve(name).toString(),
            Integer.toString(frames),
            Integer.toString(swapEvery)));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    long started = System.nanoTime();
    Process process = builder.start();
    try {
      assertThat(process.waitFor(6, TimeUnit.HOURS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> tail(log)).isZero();
    List<Long> resident =
        Files.readAllLines(log).stream()
            .filter(line -> line.startsWith("soak "))
            .map(line -> Long.parseLong(line.split(" ")[2]))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "soak %s: %,d frames, a swap every %,d, %.0f s; resident MiB at 1, 20, 40, 60, 80, 100 %%:"
            + " %s; growth over the last 80 %%: %+.2f %%%n",
        name,
        frames,
        swapEvery,
        (System.nanoTime() - started) / 1e9,
        List.of(0, 19, 39, 59, 79, 99).stream().map(i -> resident.get(i) >> 20).toList(),
        100 * growth(resident));
    return resident;
  }

  /** From the 10 samples after warm-up to the last 10, by their medians. */
  private static double growth(List<Long> resident) {
    return (double) median(resident.subList(90, 100)) / median(resident.subList(20, 30)) - 1;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static String tail(Path log) {
    try {
      String said = Files.readString(log);
      return said.substring(Math.max(0, said.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
