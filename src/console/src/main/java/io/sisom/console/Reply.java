package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.Outcome;

/** What the queue's writer answers. */
public sealed interface Reply {
  /** The command was carried out, or refused for a reason of the queue's; it is committed. */
  record Answered(Outcome outcome) implements Reply {}

  /**
   * An order about an episode was carried out; it is committed.
   *
   * @param review after it
   * @param repeated whether it was so before
   */
  record Reviewed(Review review, boolean repeated) implements Reply {}

  /**
   * Nothing is known to have happened; asking again does no harm.
   *
   * @param takenOver whether another console has the queue, so that asking here is no use
   * @param reason in a sentence
   */
  record Unavailable(boolean takenOver, String reason) implements Reply {
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
