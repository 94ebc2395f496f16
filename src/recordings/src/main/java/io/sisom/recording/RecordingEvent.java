package io.sisom.recording;

import java.nio.ByteBuffer;

/**
 * What a reader of a recording meets next: a whole message, a place where something is wrong, or
 * something that is no message and is not wrong.
 */
public sealed interface RecordingEvent {
  /** Where it lies. */
  Position position();

  /**
   * A whole message, with message compression undone.
   *
   * @param channel the stream it belongs to
   * @param position where it lies
   * @param sequence number given by the recorder, 0 where it gave none
   * @param logNanos when it was recorded, nanoseconds since the epoch; not checked for sense
   * @param publishNanos when it was published; equal to {@code logNanos} where none is recorded
   * @param payload the message, read-only; valid until the next event is read
   */
  record Message(
      Channel channel,
      Position position,
      long sequence,
      long logNanos,
      long publishNanos,
      ByteBuffer payload)
      implements RecordingEvent {}

  /**
   * Something that could not be read. Reading goes on after it where that is possible.
   *
   * @param position where it begins
   * @param kind what is wrong
   * @param reason what is wrong, in words, for the user
   */
  record Damage(Position position, Kind kind, String reason) implements RecordingEvent {
    /** Kinds of damage. */
    public enum Kind {
      /** The recording ends within a record, or lacks its end. */
      CUT,
      /** A checksum or a compressed block does not agree with its content. */
      CORRUPT,
      /** A record breaks the format's rules or exceeds a bound. */
      MALFORMED,
      /** Well formed, in a way this program does not read. */
      UNSUPPORTED
    }
  }

  /**
   * Something that is not to be shown, and yet no damage, such as a film's pictures from before its
   * first key frame.
   *
   * @param position of the message before it
   * @param reason in words, for the user; the same for all of a kind
   */
  record PassedOver(Position position, String reason) implements RecordingEvent {}
}
