package io.sisom.queue;

import java.util.Optional;

/** What came of a command. */
public sealed interface Outcome {
  /** The frame as the command wanted it; empty where the command wanted something else. */
  default Optional<Done> done() {
    return Optional.empty();
  }

  /**
   * A candidate was taken in, or was not: it is known, or the queue is full of better ones.
   *
   * @param queued whether it waits now
   * @param dropped how many, this one perhaps, fell out for want of room: 0 or 1
   */
  record Offered(boolean queued, int dropped) implements Outcome {}

  /** The annotator has the frame. */
  record Leased(QueueEntry entry, Lease lease) implements Outcome {}

  /** No frame is left for this annotator now. */
  record NothingLeft() implements Outcome {}

  /**
   * It is as asked.
   *
   * @param entry the frame's state now
   * @param repeated whether it was so before
   */
  record Done(QueueEntry entry, boolean repeated) implements Outcome {
    @Override
    public Optional<Done> done() {
      return Optional.of(this);
    }
  }

  /** It cannot be. */
  record Refused(Reason why, String detail) implements Outcome {}

  /** Why a command was refused. */
  enum Reason {
    /** The queue does not know the frame. */
    UNKNOWN_FRAME,
    /** Others have it, or it has all the answers it needs. */
    TAKEN,
    /** The annotator holds as many leases as are allowed. */
    TOO_MANY_LEASES,
    /** More people than are allowed hold leases. */
    TOO_MANY_ANNOTATORS,
    /** The annotator has said nothing that could be taken back. */
    NOTHING_TO_UNDO
  }
}
