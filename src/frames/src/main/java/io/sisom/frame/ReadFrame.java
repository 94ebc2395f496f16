package io.sisom.frame;

import io.sisom.schema.SensorFrame;

/** What a record of the frame topic holds: a frame, or the reason it is none. */
public sealed interface ReadFrame {
  /** A frame with usable ids; its content is not looked at yet. */
  record Read(SensorFrame frame) implements ReadFrame {}

  /**
   * No frame.
   *
   * @param fault the kind of fault
   * @param reason a sentence for people
   */
  record Unreadable(Fault fault, String reason) implements ReadFrame {}
}
