package io.sisom.scoring;

import io.sisom.network.Network;
import io.sisom.network.RunResult;
import io.sisom.network.StartedRun;
import io.sisom.reference.FrameScorer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many frames a batch has and how many batches are under way on a GPU, where nobody set it:
 * batches are run and scored when a version is loaded, and not again while its network and what it
 * reads of it stay. The smallest within {@link #ENOUGH} of the best is taken: larger ones only add
 * to the delay.
 */
final class PlanChoice {
  private static final Logger log = LoggerFactory.getLogger(PlanChoice.class);

  /** Of the most frames a second. */
  private static final double ENOUGH = 0.97;

  private static final List<Integer> SIZES = List.of(32, 64, 128, 256);
  private static final List<Integer> DEPTHS = List.of(1, 2, 3);
  private static final long NANOS = 120_000_000;
  private static final int LEAST_BATCHES = 4;

  private final List<Integer> sizes;
  private final List<Integer> depths;
  private @Nullable String timed;
  private BatchPlan chosen = BatchPlan.OF_CPU;

  /** Among what suits GPUs. */
  PlanChoice() {
    this(SIZES, DEPTHS);
  }

  /** Among these, ascending. */
  PlanChoice(List<Integer> sizes, List<Integer> depths) {
    this.sizes = sizes;
    this.depths = depths;
  }

  /**
   * The plan for a version.
   *
   * @param model its version
   */
  BatchPlan settle(ScoringDevice device, FrameScorer scorer, String model) {
    Set<String> taps = scorer.reference().rule().features().gradientTaps();
    String shape = model + " " + taps.stream().sorted().toList() + " " + (device.search() != null);
    if (!shape.equals(timed)) {
      chosen = timed(device, scorer, taps);
      timed = shape;
    }
    return chosen;
  }

  private BatchPlan timed(ScoringDevice device, FrameScorer scorer, Set<String> taps) {
    int middle = depths.get(depths.size() / 2);
    Map<Integer, Double> bySize = new LinkedHashMap<>();
    for (int size : sizes) {
      bySize.put(size, framesPerSecond(device, scorer, taps, size, middle));
    }
    int size = best(bySize);
    Map<Integer, Double> byDepth = new LinkedHashMap<>();
    for (int depth : depths) {
      byDepth.put(depth, framesPerSecond(device, scorer, taps, size, depth));
    }
    int depth = best(byDepth);
    log.atInfo()
        .addKeyValue("batch.max.frames", size)
        .addKeyValue("batch.in.flight", depth)
        .addKeyValue("bySize", words(bySize))
        .addKeyValue("byInFlight", words(byDepth))
        .log("batches of this version, timed in frames a second");
    return new BatchPlan(size, depth);
  }

  /** The first that is within {@link #ENOUGH} of the best. */
  static int best(Map<Integer, Double> rates) {
    double most = Collections.max(rates.values());
    return rates.entrySet().stream()
        .filter(rate -> rate.getValue() >= ENOUGH * most)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Zero where the device has no room for such batches. */
  private static double framesPerSecond(
      ScoringDevice device, FrameScorer scorer, Set<String> taps, int size, int depth) {
    Network network = device.network();
    byte[] black = new byte[network.description().input().bytes()];
    List<byte[]> frames = Collections.nCopies(size, black);
    Queue<StartedRun> flying = new ArrayDeque<>();
    try {
      score(network.start(frames, taps, device.search()).collect(), scorer);
      long began = System.nanoTime();
      int batches = 0;
      while (batches < LEAST_BATCHES || System.nanoTime() - began < NANOS) {
        while (flying.size() < depth) {
          flying.add(network.start(frames, taps, device.search()));
        }
        score(flying.remove().collect(), scorer);
        batches++;
      }
      long ended = System.nanoTime();
      return batches * size * 1e9 / (ended - began);
    } catch (IllegalStateException e) {
      log.atInfo()
          .addKeyValue("frames", size)
          .addKeyValue("reason", e.getMessage())
          .log("batches of this size cannot be run on the device");
      return 0;
    } finally {
      flying.forEach(StartedRun::collect);
    }
  }

  private static void score(RunResult result, FrameScorer scorer) {
    int frames = result.activations().frames();
    result
        .shortlist()
        .ifPresentOrElse(
            list -> scorer.score(result.activations(), 0, frames, list),
            () ->
                scorer.score(
                    result.activations().logits(),
                    result.activations().taps(),
                    result.activations().tapGradients(),
                    0,
                    frames));
  }

  private static String words(Map<Integer, Double> rates) {
    return rates.entrySet().stream()
        .map(rate -> "%d: %.0f".formatted(rate.getKey(), rate.getValue()))
        .collect(Collectors.joining(", "));
  }
}
