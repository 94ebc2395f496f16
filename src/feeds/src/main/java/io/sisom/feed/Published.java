package io.sisom.feed;

import java.util.List;

/**
 * What became of a run of messages.
 *
 * @param acknowledged messages the broker holds
 * @param failures the messages it does not hold
 * @param stopped whether the run ended early, for too many failures or an interrupt
 */
public record Published(long acknowledged, List<Failure> failures, boolean stopped) {
  /** One message that was not taken, and why. */
  public record Failure(String id, String reason) {}

  /** Copies the list. */
  public Published {
    failures = List.copyOf(failures);
  }

  /** Whether every message is held. */
  public boolean complete() {
    return failures.isEmpty() && !stopped;
  }
}
