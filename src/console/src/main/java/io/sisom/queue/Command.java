package io.sisom.queue;

import java.util.Optional;

/**
 * What can be asked of the queue. Names and labels are as {@link io.sisom.text.Names} accepts them.
 */
public sealed interface Command {
  /** A candidate came. */
  record Offer(Candidate candidate) implements Command {}

  /** The best frame this annotator may have, leased. */
  record Next(String annotator) implements Command {}

  /** This frame, leased. */
  record Take(String annotator, String frameId) implements Command {}

  /** A lease, longer. */
  record Renew(String annotator, String frameId) implements Command {}

  /** A lease given back. */
  record GiveBack(String annotator, String frameId) implements Command {}

  /** What the frame shows. */
  record Answer(String annotator, String frameId, String label) implements Command {}

  /** No label, and why. */
  record Decline(String annotator, String frameId, SkipReason reason) implements Command {}

  /** Takes back what the annotator said of this frame, or last. */
  record Undo(String annotator, Optional<String> frameId) implements Command {}

  /** The frame raised a false alarm: nobody need say what it shows. */
  record Settle(String annotator, String frameId) implements Command {}

  /** The frame's picture is no longer to be had. */
  record Lose(String frameId) implements Command {}
}
