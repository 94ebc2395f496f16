package io.sisom.frame;

import io.sisom.schema.SensorFrame;
import java.util.function.Function;

/** What a record of the frame topic holds: a frame, or the reason it is none. */
public sealed interface ReadFrame {
  /** One of two, by which it is. */
  <R> R either(
      Function<? super Read, ? extends R> read,
      Function<? super Unreadable, ? extends R> unreadable);

  /**
   * A frame with usable ids; its content is not looked at yet.
   *
   * @param cut whether what it says of itself was longer
   */
  record Read(SensorFrame frame, boolean cut) implements ReadFrame {
    @Override
    public <R> R either(
        Function<? super Read, ? extends R> read,
        Function<? super Unreadable, ? extends R> unreadable) {
      return read.apply(this);
    }
  }

  /**
   * No frame.
   *
   * @param fault the kind of fault
   * @param reason a sentence for people
   */
  record Unreadable(FrameFault fault, String reason) implements ReadFrame {
    @Override
    public <R> R either(
        Function<? super Read, ? extends R> read,
        Function<? super Unreadable, ? extends R> unreadable) {
      return unreadable.apply(this);
    }
  }
}
