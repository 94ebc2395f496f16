package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;

/**
 * How frames pass by and what happens when. Time goes by in windows, of each of which a strategy
 * asks for its part of the hour's labels.
 *
 * @param sensors whose frames come in turn
 * @param scene bursts that a sensor sees of one class, or of one foreign set, before it moves on
 * @param burst frames of a burst, near-duplicates of its first
 * @param windows of an hour
 * @param labelDelay windows from a question to its answer
 * @param swapDelay windows from the end of the hour whose answers a network learns from until it
 *     goes live; the one before scores until then
 */
public record StreamPlan(
    int sensors, int scene, int burst, int windows, int labelDelay, int swapDelay) {
  private static final int MAX = 10_000;

  /** Refuses what cannot be. */
  public StreamPlan {
    require("--sensors", sensors, 1);
    require("--scene", scene, 1);
    require("--burst", burst, 1);
    require("--windows", windows, 1);
    require("--label-delay", labelDelay, 0);
    require("--swap-delay", swapDelay, 0);
  }

  private static void require(String option, int value, int least) {
    if (value < least || value > MAX) {
      throw new EvaluationException("%s is %d to %d".formatted(option, least, MAX));
    }
  }
}
