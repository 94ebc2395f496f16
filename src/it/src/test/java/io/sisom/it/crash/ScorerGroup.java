package io.sisom.it.crash;

import io.sisom.testkit.ScorerJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Scorers in JVMs of their own that share the work, and what can be done to them. */
final class ScorerGroup implements AutoCloseable {
  private static final int LAST_WORDS = 6_000;

  private final List<String> main;
  private final Map<String, String> settings;
  private final Path dir;
  private final List<ScorerJvm> scorers = new ArrayList<>();
  private int kills;
  private int starts;

  ScorerGroup(List<String> main, Map<String, String> settings, Path dir, int size)
      throws IOException {
    this.main = main;
    this.settings = settings;
    this.dir = dir;
    for (int i = 0; i < size; i++) {
      scorers.add(start(i));
    }
  }

  private ScorerJvm start(int i) throws IOException {
    starts++;
    return ScorerJvm.start(
        main, settings, home(i), List.of(FailingClients.option(trigger(i).toAbsolutePath())));
  }

  private Path home(int i) {
    return dir.resolve("scorer-" + i);
  }

  private Path trigger(int i) {
    return home(i).resolve("fail");
  }

  /** Kills scorers at once and starts them again in their old directories. */
  void kill(List<Integer> which, int awayMillis) throws IOException, InterruptedException {
    for (int i : which) {
      scorers.get(i).kill();
      kills++;
    }
    Thread.sleep(awayMillis);
    for (int i : which) {
      scorers.set(i, start(i));
    }
  }

  /** Stops a scorer in the clean way and starts it again. */
  void restart(int i, int awayMillis) throws IOException, InterruptedException {
    int code = scorers.get(i).stop();
    if (code != 143) {
      throw new AssertionError("a scorer told to stop ended with exit code " + code);
    }
    Thread.sleep(awayMillis);
    scorers.set(i, start(i));
  }

  /**
   * Lets a stream thread of a scorer throw.
   *
   * @return false where it sent nothing for 20 s that could fail
   */
  boolean failThread(int i) throws IOException, InterruptedException {
    Files.createFile(trigger(i));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Files.exists(trigger(i)) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    return !Files.deleteIfExists(trigger(i));
  }

  /** Adds a scorer for a while. */
  void visit(int stayMillis) throws IOException, InterruptedException {
    int i = scorers.size();
    try (ScorerJvm guest = start(i)) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!guest.said().contains("reference version is live") && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      Thread.sleep(1000L + stayMillis);
      guest.stop();
    }
  }

  int size() {
    return scorers.size();
  }

  /** How often one was killed. */
  int kills() {
    return kills;
  }

  /** How often one was started after the first time. */
  int restarts() {
    return starts - scorers.size();
  }

  /** Fails where one has ended by itself. */
  void requireAlive() throws IOException {
    if (!scorers.stream().allMatch(ScorerJvm::alive)) {
      throw new AssertionError("a scorer ended by itself" + lastWords());
    }
  }

  /** The ends of the scorers' logs, for people. */
  String lastWords() throws IOException {
    StringBuilder words = new StringBuilder();
    for (ScorerJvm scorer : scorers) {
      String said = scorer.said();
      words.append("\n\n--- scorer ").append(scorer.pid());
      words.append(scorer.alive() ? ", running, said\n" : ", ended, said\n");
      words.append(said.substring(Math.max(0, said.length() - LAST_WORDS)));
    }
    return words.toString();
  }

  @Override
  public void close() {
    scorers.forEach(ScorerJvm::close);
  }
}
