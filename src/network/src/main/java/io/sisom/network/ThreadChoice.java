package io.sisom.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads a scorer's network runs on, where nobody set it. A small network gains next to
 * nothing from a second thread, which then stands in the way of Kafka's; a large one gains nearly
 * half. So a network's passes are timed when it is first loaded, and not again while it stays.
 */
public final class ThreadChoice {
  private static final Logger log = LoggerFactory.getLogger(ThreadChoice.class);
  private static final int BATCH = 8;
  private static final int MAX_ROUNDS = 10;
  private static final int LEAST_ROUNDS = 3;
  private static final long NANOS = 400_000_000;

  /** Processor time of a frame beside the network: Kafka, distances (docs/performance.md). */
  private static final double BESIDE_MILLIS = 0.5;

  private final int processors;
  private @Nullable String network;
  private int chosen;

  /** For this machine. */
  public ThreadChoice() {
    this(Runtime.getRuntime().availableProcessors());
  }

  ThreadChoice(int processors) {
    this.processors = processors;
  }

  /**
   * Sets what the kernel runs on, unless it runs on a GPU or the number was given.
   *
   * @param version of the bundle
   * @param gradientTaps as of {@link Network#run(List, Set)}
   */
  public void settle(ScoringKernel kernel, String version, Set<String> gradientTaps) {
    int most = kernel.placement().threads().count();
    if (kernel.placement().device().isGpu() || kernel.placement().threads().given() || most == 1) {
      return;
    }
    String passes = version + new TreeSet<>(gradientTaps);
    if (!passes.equals(network)) {
      TreeMap<Integer, Double> millis = time(kernel, gradientTaps, most);
      chosen = best(millis, processors);
      network = passes;
      log.atInfo()
          .addKeyValue("threads", chosen)
          .addKeyValue("of", most)
          .addKeyValue("timed", words(millis))
          .log(
              "device.threads is auto: the number that should let most frames through while Kafka"
                  + " shares the processors");
    }
    kernel.useThreads(chosen);
  }

  /**
   * The number that lets most frames through: a frame takes the device at least its own time, and
   * the processors all the time that is spent on it.
   *
   * @param millis of a frame in the network, by number of threads
   */
  static int best(TreeMap<Integer, Double> millis, int processors) {
    return millis.entrySet().stream()
        .min(
            Comparator.comparingDouble(
                timed -> {
                  double own = timed.getValue();
                  double all = timed.getKey() * own + BESIDE_MILLIS;
                  return Math.max(own, all / processors);
                }))
        .orElseThrow()
        .getKey();
  }

  /** The best of some rounds in turns: what else runs meanwhile only makes a pass slower. */
  private static TreeMap<Integer, Double> time(
      ScoringKernel kernel, Set<String> gradientTaps, int most) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      frames.add(new byte[kernel.description().input().bytes()]);
    }
    TreeMap<Integer, Double> best = new TreeMap<>();
    TreeSet<Integer> candidates = new TreeSet<>(List.of(1, Math.max(1, most / 2), most - 1, most));
    long begun = System.nanoTime();
    for (int round = 0;
        round < LEAST_ROUNDS || (round < MAX_ROUNDS && System.nanoTime() - begun < NANOS);
        round++) {
      for (int threads : candidates) {
        kernel.useThreads(threads);
        long started = System.nanoTime();
        kernel.run(frames, gradientTaps);
        best.merge(threads, (System.nanoTime() - started) / 1e6 / BATCH, Math::min);
      }
    }
    return best;
  }

  private static String words(TreeMap<Integer, Double> millis) {
    return millis.entrySet().stream()
        .map(timed -> "%d: %.2f ms".formatted(timed.getKey(), timed.getValue()))
        .collect(Collectors.joining(", "));
  }
}
