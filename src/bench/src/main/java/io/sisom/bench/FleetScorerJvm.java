package io.sisom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A {@link FleetScorer} in a JVM of its own, and what it said last. */
final class FleetScorerJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path log;
  private final long startedAt = System.currentTimeMillis();
  private volatile @Nullable Said said;

  /**
   * How it stands.
   *
   * @param state of Kafka Streams
   * @param scored frames since its start
   * @param opened episodes
   * @param closed episodes
   * @param heap bytes in use
   * @param meters that it reports
   * @param at ms since 1970
   */
  record Said(String state, long scored, long opened, long closed, long heap, int meters, long at) {
    static Said of(String line) {
      String[] words = line.split(" ");
      return new Said(
          words[0],
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]),
          Integer.parseInt(words[5]),
          Long.parseLong(words[6]));
    }

    boolean running() {
      return state.equals("RUNNING");
    }
  }

  private FleetScorerJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread reading = new Thread(this::read, "fleet-scorer-says");
    reading.setDaemon(true);
    reading.start();
  }

  /** Starts one; what an earlier one left in its folder is taken up. */
  static FleetScorerJvm start(Path dir, Duration batch, Map<String, String> settings)
      throws IOException {
    Path log = Files.createDirectories(dir).resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FleetScorer.class.getName());
    command.add(Long.toString(batch.toMillis()));
    settings.forEach((key, value) -> command.add(key + "=" + value));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new FleetScorerJvm(builder.start(), log);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(FleetScorer.SAYS)) {
          said = Said.of(line.substring(FleetScorer.SAYS.length()));
        }
      }
    } catch (IOException e) {
      said = null; // it was killed
    }
  }

  /** What it said last; nothing yet where it has just begun. */
  Said said() {
    Said last = said;
    return last == null ? new Said("STARTING", 0, 0, 0, 0, 0, startedAt) : last;
  }

  /** Waits until it says so; milliseconds since its start. */
  long await(Predicate<Said> holds) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.test(said())) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "a scorer of the bench %s; it said %s, its log: %s"
                .formatted(process.isAlive() ? "hangs" : "ended", said(), log));
      }
      Thread.sleep(50);
    }
    return said().at() - startedAt;
  }

  /** Collects its garbage, and waits until that shows. */
  Said collected() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    long now = System.currentTimeMillis();
    await(it -> it.at() > now + 2_000);
    return said();
  }

  /** Bytes of memory that it has of the machine; NaN where this system does not tell. */
  double resident() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Ends it between two instructions. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it in the clean way. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
