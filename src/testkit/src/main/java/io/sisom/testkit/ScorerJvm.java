package io.sisom.testkit;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A scorer in a JVM of its own, with a directory of its own for its state and its log. */
public final class ScorerJvm implements AutoCloseable {
  /** What users run: {@code sisom score}. */
  public static final List<String> SCORE = List.of("io.sisom.cli.Main", "score");

  private final Process process;
  private final Path log;

  private ScorerJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param main main class and its first arguments; {@code --set} with each setting follows
   * @param dir state, reference cache and log go there, and what an earlier one left is taken up
   * @param jvm further options of the JVM
   */
  public static ScorerJvm start(
      List<String> main, Map<String, String> settings, Path dir, List<String> jvm)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-Dai.djl") || argument.startsWith("--add"))
        .forEach(command::add);
    // The log that users see, not the tests' quiet one.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // As the launcher starts it.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(main);
    Map<String, String> own = new TreeMap<>(settings);
    own.put("scoring.state.dir", dir.resolve("streams").toString());
    own.put("reference.cache.dir", dir.resolve("references").toString());
    own.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    File log = Files.createDirectories(dir).resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.environment().put("OMP_NUM_THREADS", "1");
    return new ScorerJvm(builder.start(), log.toPath());
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** What it said so far. */
  public String said() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL: the process ends between two instructions. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  /**
   * SIGTERM, and waits for the end.
   *
   * @return its exit code
   */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("a scorer did not stop within 60 s of SIGTERM; its log: " + log);
    }
    return process.exitValue();
  }

  /**
   * Waits for it to end by itself.
   *
   * @return its exit code
   */
  public int exit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("a process did not end within " + patience + "; its log: " + log);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
