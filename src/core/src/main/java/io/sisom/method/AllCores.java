package io.sisom.method;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Loops on all cores, for what a command or the trainer waits for. */
final class AllCores {
  private AllCores() {}

  /**
   * Runs tiles in parallel.
   *
   * @param count of the things to do
   * @param tile things in each but the last tile
   * @param work told the first thing of each tile
   * @param done told the number of things finished, after each; one thread at a time
   */
  static void run(int count, int tile, IntConsumer work, IntConsumer done) {
    int[] finished = {0};
    IntStream.range(0, (count + tile - 1) / tile)
        .parallel()
        .map(i -> i * tile)
        .forEach(
            first -> {
              work.accept(first);
              synchronized (finished) {
                for (int i = first; i < Math.min(count, first + tile); i++) {
                  done.accept(++finished[0]);
                }
              }
            });
  }
}
