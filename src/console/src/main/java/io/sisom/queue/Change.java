package io.sisom.queue;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What happened to a frame. It carries the whole state after it, so the last change of each frame
 * is enough to build the queue again.
 *
 * @param frameId of the frame
 * @param what happened
 * @param at when
 * @param annotator who did it, where a person did
 * @param after the frame's state; empty: the queue has forgotten it
 */
public record Change(
    String frameId, What what, Instant at, Optional<String> annotator, Optional<QueueEntry> after) {

  /** Kinds of change. */
  public enum What {
    /** A candidate came. */
    OFFERED,
    /** Someone asked for a label of this very frame, which waits already. */
    REQUESTED,
    /** An annotator got it. */
    LEASED,
    /** A lease was made longer. */
    RENEWED,
    /** An annotator gave it back unanswered. */
    RETURNED,
    /** A lease ran out. */
    EXPIRED,
    /** An annotator said what it shows, or said it anew. */
    ANSWERED,
    /** An annotator would not say. */
    SKIPPED,
    /** An annotator took an answer or skip back. */
    UNDONE,
    /** A skip that an earlier console took went to the labeled pool, as an answer of its kind. */
    POOLED,
    /** A version that knows its kind went live, or it raised a false alarm. */
    KNOWN,
    /** Its picture is no longer to be had. */
    LOST,
    /** It fell out: the queue was full of better ones. */
    DROPPED,
    /** It ended long ago. */
    FORGOTTEN;

    /** As written, in small letters. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Change of(What what, Instant at, QueueEntry after) {
    return new Change(after.frameId(), what, at, Optional.empty(), Optional.of(after));
  }

  static Change by(String annotator, What what, Instant at, QueueEntry after) {
    return new Change(after.frameId(), what, at, Optional.of(annotator), Optional.of(after));
  }

  static Change gone(What what, Instant at, String frameId) {
    return new Change(frameId, what, at, Optional.empty(), Optional.empty());
  }
}
