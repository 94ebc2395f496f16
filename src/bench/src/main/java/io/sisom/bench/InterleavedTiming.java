package io.sisom.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times several runners in turns, so that other load on the machine affects all of them alike.
 * Times are medians over rounds; ratios are medians of each round's ratio to the first runner.
 */
final class InterleavedTiming {
  private static final int MIN_ROUNDS = 5;
  private static final int MAX_ROUNDS = 400;

  private final List<Runner> runners = new ArrayList<>();

  private record Runner(String name, Runnable work, int frames) {}

  /**
   * A runner's figures.
   *
   * @param nanos for one frame, median
   * @param ratio of that to the first runner's
   */
  record Result(String name, double nanos, double ratio) {}

  /**
   * Adds a runner that does {@code frames} frames at a time; the first is what others compare to.
   */
  InterleavedTiming add(String name, int frames, Runnable work) {
    runners.add(new Runner(name, work, frames));
    return this;
  }

  /** Runs for about {@code time}, two unmeasured rounds first. */
  List<Result> run(Duration time, String task, BenchListener listener) {
    for (int warm = 0; warm < 2; warm++) {
      runners.forEach(runner -> runner.work().run());
    }
    List<double[]> rounds = new ArrayList<>();
    long started = System.nanoTime();
    while (rounds.size() < MIN_ROUNDS
        || (System.nanoTime() - started < time.toNanos() && rounds.size() < MAX_ROUNDS)) {
      rounds.add(round(rounds.size()));
      listener.progress(
          task, Math.min(time.toNanos(), System.nanoTime() - started) / 1_000_000, time.toMillis());
    }
    return results(rounds);
  }

  /** Each round begins with another runner: nobody always follows the same one. */
  private double[] round(int number) {
    double[] nanos = new double[runners.size()];
    for (int i = 0; i < nanos.length; i++) {
      int turn = (i + number) % nanos.length;
      Runner runner = runners.get(turn);
      long started = System.nanoTime();
      runner.work().run();
      nanos[turn] = (double) (System.nanoTime() - started) / runner.frames();
    }
    return nanos;
  }

  private List<Result> results(List<double[]> rounds) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < runners.size(); i++) {
      int runner = i;
      results.add(
          new Result(
              runners.get(i).name(),
              median(rounds.stream().mapToDouble(round -> round[runner]).toArray()),
              median(rounds.stream().mapToDouble(round -> round[runner] / round[0]).toArray())));
    }
    return results;
  }

  /** The middle one, or between the middle two; at least one value. */
  static double median(double... values) {
    return quantile(0.5, values);
  }

  /** Between the two nearest ranks; at least one value. */
  static double quantile(double q, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double rank = q * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
