package io.sisom.recording;

import java.nio.ByteBuffer;

/** What a reader of video meets next: a sound picture, or what it leaves out. */
public sealed interface VideoEvent {
  /**
   * A sound picture.
   *
   * @param packet number of its packet in the stream, from 0; packets are counted in the order in
   *     which they are read or sent, also those that are left out
   * @param key whether it builds on no other
   * @param nanos its time, nanoseconds; in a film from the film's own time 0, rising strictly
   * @param width columns, as shown: turned where the film says so
   * @param height rows
   * @param pixels packed RGB, a byte for each sample, {@code 3 * width * height} bytes; the
   *     caller's own
   */
  record Picture(long packet, boolean key, long nanos, int width, int height, ByteBuffer pixels)
      implements VideoEvent {}

  /**
   * A packet or picture that is left out, since it would show what no camera saw.
   *
   * @param packet number of the packet in the stream, from 0
   * @param cause why
   * @param reason the same in words, for the user
   */
  record LeftOut(long packet, Cause cause, String reason) implements VideoEvent {}

  /** Why something is left out. */
  enum Cause {
    /** It needs pictures from before the stream was joined. */
    BEFORE_KEY_FRAME,
    /** Its bytes are damaged or missing. */
    DAMAGED,
    /** Its decoder filled damaged parts with guesses. */
    CONCEALED,
    /** It builds on a picture that is damaged or missing. */
    AFTER_DAMAGE,
    /** It is larger than allowed. */
    TOO_LARGE
  }
}
