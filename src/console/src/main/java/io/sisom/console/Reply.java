package io.sisom.console;

import io.sisom.live.Review;
import java.util.function.Function;

/**
 * What the queue's writer answers.
 *
 * @param <T> what came of what was asked
 */
public sealed interface Reply<T> {
  /** One of two, by which it is. */
  <R> R either(
      Function<? super T, ? extends R> committed,
      Function<? super Unavailable, ? extends R> unknown);

  /** It was carried out, or refused for a reason of the queue's; that is committed. */
  record Committed<T>(T outcome) implements Reply<T> {
    @Override
    public <R> R either(
        Function<? super T, ? extends R> committed,
        Function<? super Unavailable, ? extends R> unknown) {
      return committed.apply(outcome);
    }
  }

  /** Nothing is known to have happened; asking again does no harm. */
  record Unknown<T>(Unavailable why) implements Reply<T> {
    @Override
    public <R> R either(
        Function<? super T, ? extends R> committed,
        Function<? super Unavailable, ? extends R> unknown) {
      return unknown.apply(why);
    }
  }

  /**
   * What came of an order about an episode.
   *
   * @param review after it
   * @param repeated whether it was so before
   */
  record Reviewed(Review review, boolean repeated) {}

  /**
   * Why nothing is known to have happened.
   *
   * @param takenOver whether another console has the queue, so that asking here is no use
   * @param reason in a sentence
   */
  record Unavailable(boolean takenOver, String reason) {
    /** A console of that state takes nothing in: it does not serve, or too much waits. */
    static Unavailable because(ConsoleState state) {
      return new Unavailable(
          state == ConsoleState.TAKEN_OVER,
          state == ConsoleState.SERVING
              ? "more is asked than can be done; try again"
              : state.words());
    }
  }
}
