package io.sisom.queue;

import java.util.List;

/**
 * What came of a command, and what must be kept for it to hold.
 *
 * @param outcome for whoever asked
 * @param changes of the queue, made already; none where nothing changed
 * @param pool writes to the labeled pool, to be made together with the changes
 */
public record Result(Outcome outcome, List<Change> changes, List<PoolWrite> pool) {
  static Result unchanged(Outcome outcome) {
    return new Result(outcome, List.of(), List.of());
  }

  static Result changed(Outcome outcome, Change... changes) {
    return new Result(outcome, List.of(changes), List.of());
  }

  static Result refused(Outcome.Reason why, String detail) {
    return unchanged(new Outcome.Refused(why, detail));
  }
}
